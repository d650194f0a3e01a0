"""Complaints, stage by stage."""

from cxdata.contract.model import SystemColumn, Table, a_count, a_level, a_text, a_time, an_id
from cxdata.contract.shared import ADDRESS_HEADERS, PROVIDER, SERVICE, WARD
from cxdata.contract.words.stages import same_reference, same_stage

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
        same=(("complaint_id", same_reference("complaint_id")), ("stage", same_stage("stage"))),
        derived=(
            SystemColumn("stage_number", "UTINYINT", "1, 2 or 3 for the council's stages, 4 for the Ombudsman"),
            SystemColumn("is_refused", "BOOLEAN", "Whether it was not taken as a complaint: such a one has no clock"),
            SystemColumn("is_open", "BOOLEAN", "Whether no final reply is recorded; empty for counts of a month"),
            SystemColumn("acknowledge_by", "DATE", "The last day on which it should have been acknowledged"),
            SystemColumn("clock_from", "DATE", "The day from which the time for the reply runs"),
            SystemColumn("reply_by", "DATE", "The last day for the reply, an extension of up to the same time allowed"),
            SystemColumn("acknowledged_in_time", "BOOLEAN", "Acknowledged in time; empty where nobody can say yet"),
            SystemColumn("answered_in_time", "BOOLEAN", "Answered in time; empty where nobody can say yet"),
            SystemColumn("working_days", "INTEGER", "Working days from the clock's start to the reply"),
        ),
        fields=(
            an_id("complaint_id", "The system's own reference").with_headers(
                "complaint ref",
                "complaint id",
                "complaint reference",
                "complaint number",
                "reference",
                "ref",
                "case number",
                "case ref",
                "case reference",
                "case id",
            ),
            a_time("received_at", "When it was received", required=True).with_headers(
                "received", "date received", "received on", "complaint received"
            ),
            a_time("acknowledged_at", "When it was acknowledged", ends="acknowledged").with_headers(
                "acknowledged",
                "date acknowledged",
                "acknowledged on",
                "acknowledgement sent",
                "acknowledgement date",
                "acknowledgement",
                "date of acknowledgement",
                "date acknowledgement sent",
            ),
            a_level("acknowledged_by", "E-mail, letter, phone")
            .called("How it was acknowledged")
            .with_headers("acknowledged by", "acknowledgement channel", "acknowledgement method", "how acknowledged"),
            a_level("stage", "Stage 1, stage 2, Ombudsman")
            .called("Stage of the complaint")
            .with_headers("stage", "complaint stage"),
            a_time("stage_due_at", "When the reply was due", ahead=True).with_headers(
                "reply due", "due date", "response due", "target date"
            ),
            a_time("extended_to", "Extended to", ahead=True)
            .called("When the reply was put off to")
            .with_headers("extended to"),
            a_level("extension_reason", "Why the reply was put off").with_headers(
                "extension reason", "reason for extension", "reason extended", "extended because"
            ),
            a_time("responded_at", "When the reply was sent", ends="answered").with_headers(
                "responded",
                "reply sent",
                "replied",
                "date responded",
                "response sent",
                "response date",
                "date of response",
                "reply date",
                "date of reply",
                "date closed",
                "closed date",
                "date completed",
                "closed",
                "closed on",
            ),
            a_level("outcome", "Upheld, partly upheld, not upheld, refused")
            .called("How it was decided")
            .with_headers("outcome", "decision", "upheld"),
            a_level("refusal_reason", "Why it was not taken as a complaint").with_headers(
                "refusal reason", "reason for refusal", "reason refused", "not accepted because"
            ),
            a_time("reopened_at", "When it was opened again", ends="opened again").with_headers(
                "reopened", "reopened on", "date reopened", "re opened"
            ),
            SERVICE.with_headers("service", "service area", "department"),
            PROVIDER.with_headers("provider", "delivered by"),
            WARD.with_headers("ward", "ward code"),
            a_level("cause", "What went wrong").with_headers("cause", "root cause"),
            a_level("learning", "What was changed").with_headers("learning", "lesson", "what we changed"),
            a_level("remedy", "What was put right").with_headers("remedy"),
            a_text("what_went_wrong", "What went wrong, in words").with_headers(
                "what went wrong", "what went wrong in words", "summary of findings", "case summary"
            ),
            a_text("what_we_did", "What was done about it, in words").with_headers("what we did", "action taken"),
            a_text("did_it_stop", "Whether it happened again, in words").with_headers("did it stop", "has it stopped"),
            a_count("count", "How many complaints the row stands for", "complaints", one=True),
        ),
    ),
)
