"""Complaints, stage by stage."""

from cxdata.contract.model import Table, a_count, a_level, a_time, an_id
from cxdata.contract.shared import ADDRESS_HEADERS, PROVIDER, SERVICE, WARD

TABLES = (
    Table(
        name="complaints",
        title="Complaints",
        grain="one complaint at one stage, or a count of them",
        noun="complaints",
        theme="Complaints",
        time="received_at",
        key=("complaint_id", "stage"),
        weight="coalesce(count, 1)",
        dated=True,
        point_headers=ADDRESS_HEADERS,
        fields=(
            an_id("complaint_id", "The system's own reference").with_headers(
                "complaint ref", "complaint id", "complaint reference", "complaint number", "reference", "ref"
            ),
            a_time("received_at", "When it was received", required=True).with_headers(
                "received", "date received", "received on", "complaint received"
            ),
            a_time("acknowledged_at", "When it was acknowledged", ends="acknowledged").with_headers(
                "acknowledged", "date acknowledged", "acknowledged on"
            ),
            a_level("stage", "Stage 1, stage 2, Ombudsman")
            .called("Stage of the complaint")
            .with_headers("stage", "complaint stage"),
            a_time("stage_due_at", "When the reply was due", ahead=True).with_headers(
                "reply due", "due date", "response due", "target date"
            ),
            a_time("extended_to", "Extended to", ahead=True)
            .called("When the reply was put off to")
            .with_headers("extended to"),
            a_time("responded_at", "When the reply was sent", ends="answered").with_headers(
                "responded", "reply sent", "replied", "date responded", "response sent"
            ),
            a_level("outcome", "Upheld, partly upheld, not upheld, refused")
            .called("How it was decided")
            .with_headers("outcome", "decision", "upheld"),
            SERVICE.with_headers("service", "service area", "department"),
            PROVIDER.with_headers("provider", "delivered by"),
            WARD.with_headers("ward", "ward code"),
            a_level("cause", "What went wrong").with_headers("cause", "root cause", "what went wrong"),
            a_level("learning", "What was changed").with_headers("learning", "lesson", "what we changed"),
            a_level("remedy", "What was put right").with_headers("remedy"),
            a_count("count", "How many complaints the row stands for", "complaints", one=True),
        ),
    ),
)
