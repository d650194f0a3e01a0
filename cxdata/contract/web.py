"""The website and its forms."""

from cxdata.contract.model import Table, a_count, a_time
from cxdata.contract.shared import SERVICE

TABLES = (
    Table(
        name="web",
        title="Website and forms",
        grain="one page group or online form and one day",
        noun="visits or forms",
        theme="Website",
        page="channels",
        time="day",
        key=("day", "service"),
        weight="coalesce(visits, starts, page_views, completions, 0)",
        dated=True,
        choices=("service",),
        fields=(
            a_time("day", "The day (or first day of the month)", required=True).with_headers("date", "day", "month"),
            SERVICE.with_headers("form group", "form", "page group", "service", "section"),
            a_count("visits", "Visits", "visits").with_headers("visits", "sessions", "visitors"),
            a_count("page_views", "Pages viewed", "pages").with_headers(
                "page views", "pageviews", "pages viewed", "views"
            ),
            a_count("starts", "Online forms begun", "forms").with_headers("forms started", "starts", "started"),
            a_count("completions", "Online forms completed", "forms").with_headers(
                "forms submitted", "completions", "completed", "submitted"
            ),
        ),
    ),
)
