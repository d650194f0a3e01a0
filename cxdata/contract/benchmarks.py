"""Figures that others publish, or that the council's own papers print."""

from cxdata.contract.model import MONTHS, Table, a_level, a_number, a_time
from cxdata.contract.shared import CHANNEL, SERVICE

TABLES = (
    Table(
        name="benchmarks",
        title="Published figures",
        grain="a published figure of another body, or one that our own sources print",
        noun="published figures",
        theme="Published figures",
        time="period",
        key=("period", "organisation", "figure", "service", "channel"),
        fields=(
            a_time("period", "First day of the period", required=True, ahead=True).with_headers(
                "period", "period label", "period from", "month", "year"
            ),
            a_level("organisation", "Whose figure").with_headers(
                "organisation", "area label", "authority", "council", "area name", "area"
            ),
            a_level("figure", "The name the source gives it").with_headers(
                "figure", "metric", "metric type label", "indicator", "measure"
            ),
            SERVICE,
            CHANNEL,
            a_number("value", "The figure as published", "as published").with_headers("value"),
            a_level("definition", "The definition the source states").with_headers(
                "definition", "definition as stated", "value type label"
            ),
            a_number("months", "For how many months the figure is, as the words for its period say", MONTHS).called(
                "For how many months"
            ),
            a_time("period_end", "Last day of the period, where the source says so", ahead=True)
            .called("Last day of the period")
            .with_headers("period to", "period end", "to"),
            a_number("numerator", "How many were counted, where the source says so", "as published").with_headers(
                "numerator", "counted"
            ),
            a_number("denominator", "Of how many, where the source says so", "as published").with_headers(
                "denominator", "base", "out of"
            ),
            a_level("publication", "Where the figure is published, and when").with_headers(
                "publication", "source", "published in", "collection", "dataset"
            ),
        ),
    ),
)
