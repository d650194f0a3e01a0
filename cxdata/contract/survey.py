"""What people said, and how many were asked."""

from cxdata.contract.model import Lattice, Table, a_count, a_flag, a_level, a_score, a_text, a_time, an_id
from cxdata.contract.shared import (
    ADDRESS_HEADERS,
    CHANNEL,
    CUSTOMER_TYPE,
    KEY,
    LANGUAGE,
    LANGUAGE_HEADERS,
    PROVIDER,
    SERVICE,
    WARD,
)

TABLES = (
    Table(
        name="responses",
        title="Survey answers",
        grain="one survey answer, or a count of them",
        noun="answers",
        theme="What people said",
        page="satisfaction",
        time="responded_at",
        key=("response_id",),
        weight="coalesce(count, 1)",
        people="count",
        dated=True,
        choices=("ward", "service", "channel", "customer_type", "provider"),
        every_ward=True,
        point_headers=ADDRESS_HEADERS,
        lattice=Lattice(
            dimensions=("channel", "service", "ward", "customer_type", "provider"),
            sums=("count",),
            beside=("age_band", "disability", "language", "invited_how", "score"),
        ),
        fields=(
            an_id("response_id", "The survey's own reference").with_headers(
                "response id", "respondent id", "survey id", "submission id", "response number"
            ),
            a_time("responded_at", "When it was answered", required=True).with_headers(
                "date completed",
                "completed date",
                "response date",
                "responded",
                "date of response",
                "survey date",
                "submitted",
                "timestamp",
                "date",
                "month",
                "completion time",
                "end date",
                "date submitted",
                "submitted at",
                "completed on",
                "completed",
                "response time",
            ),
            a_score("score", "Overall satisfaction, 5 is very satisfied")
            .called("Overall satisfaction")
            .with_headers(
                "overall satisfaction",
                "satisfaction",
                "q1 overall",
                "overall",
                "satisfaction score",
                "rating",
                "score",
                "how satisfied are you",
                "how satisfied were you",
                "csat",
                "would you rate",
                "satisfied with",
                "stars",
                "how did we do",
            ),
            a_count(
                "rating", "The overall rating on a scale that has not five points; the most is best", "points"
            ).called("The rating itself, on another scale than 1 to 5"),
            a_count("rating_points", "How many points the scale of the rating has", "points"),
            a_flag("satisfied", "Satisfied or not, of an answer whose score nobody knows"),
            a_score("ease", "How easy it was").with_headers(
                "ease", "how easy was it", "easy", "effort", "customer effort", "easy to", "how easy"
            ),
            a_score("outcome_got", "Whether they got the outcome they wanted").with_headers(
                "outcome", "got what you needed"
            ),
            a_score("felt", "How the contact made them feel").with_headers(
                "felt", "feeling", "how did it make you feel"
            ),
            CHANNEL.with_headers(
                "channel", "contact method", "how contacted", "contact channel", "method of contact", "source"
            ),
            SERVICE.with_headers(
                "service", "service area", "directorate", "department", "which service", "what service"
            ),
            CUSTOMER_TYPE.with_headers("customer group", "customer type", "customer category"),
            WARD.with_headers("ward", "ward code", "electoral ward"),
            PROVIDER.with_headers("provider", "delivered by", "contractor"),
            a_level("age_band", "Age band at the time").with_headers("age group", "age band", "age"),
            a_level("disability", "Whether disabled, as the customer said").with_headers("disability", "disabled"),
            LANGUAGE.with_headers(*LANGUAGE_HEADERS),
            KEY.with_headers("customer ref", "customer reference", "customer id"),
            a_level(
                "invited_how",
                "How the customer was invited: automatic, chosen by staff, at the end of a form",
            ).with_headers("invited by", "invitation", "how invited"),
            a_text("comment", "What they wrote, redacted")
            .called("What they wrote")
            .with_headers(
                "comment",
                "comments",
                "feedback",
                "what could we do better",
                "anything else",
                "verbatim",
                "free text",
                "could done better",
                "could we do better",
                "tell us",
                "other comments",
            ),
            a_count("count", "How many answers the row stands for", "answers", one=True).with_headers(
                "responses", "answers", "count"
            ),
        ),
    ),
    Table(
        name="invitations",
        title="Survey invitations",
        grain="one period, channel, service and customer type: how many were asked",
        noun="invitations",
        theme="What people said",
        page="satisfaction",
        time="period",
        key=("period", "channel", "service", "customer_type"),
        weight="invited",
        fields=(
            a_time("period", "First day of the period", required=True).with_headers("month", "period", "date"),
            CHANNEL.with_headers("channel"),
            SERVICE.with_headers("service"),
            CUSTOMER_TYPE.with_headers("customer group", "customer type"),
            a_count("invited", "Customers asked to answer", "customers", required=True).with_headers(
                "invites sent", "invited", "invitations", "surveys sent", "invitations sent"
            ),
        ),
    ),
)
