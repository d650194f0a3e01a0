"""The outline of a paper: its sections in their order, and the named places in which an officer's own words stand."""

SUMMARY, QUESTIONS, TARGETS, SINCE = "summary", "questions", "targets", "since"
HIDDEN, SATISFACTION, GETTING_THROUGH, WHERE = "hidden", "satisfaction", "getting_through", "where"
CHANGE, COMPLAINTS, CASEWORK, COUNCILS = "change", "complaints", "casework", "councils"
RECOMMENDATIONS, DATA, DEFINITIONS = "recommendations", "data", "definitions"

SECTIONS = {
    SUMMARY: "Summary",
    SINCE: "What changed since the last paper",
    QUESTIONS: "Questions the committee could ask",
    TARGETS: "Targets",
    HIDDEN: "Who is hidden by the average",
    SATISFACTION: "Who is served well, and who is not",
    GETTING_THROUGH: "Getting through, online and otherwise",
    WHERE: "Where: the wards",
    CHANGE: "What really changed",
    COMPLAINTS: "Complaints",
    CASEWORK: "Councillors’ cases",
    COUNCILS: "Other councils",
    RECOMMENDATIONS: "Recommendations and what became of them",
    DATA: "The data, and how far it can be trusted",
    DEFINITIONS: "What is counted",
}
"""By key, the title of each; in the order in which they stand."""

PAGES = {
    SUMMARY: "overview",
    TARGETS: "targets",
    HIDDEN: "hidden",
    SATISFACTION: "satisfaction",
    GETTING_THROUGH: "channels",
    WHERE: "hotspots",
    CHANGE: "change",
    COMPLAINTS: "complaints",
    CASEWORK: "casework",
    COUNCILS: "councils",
    RECOMMENDATIONS: "recommendations",
}
"""The page of the dashboard that tells more of a section, by the name of its file."""

ADVICE, NEXT = "advice", "next"
PLACES = {
    ADVICE: "What the committee is asked to do (first, before the summary)",
    NEXT: "What happens next, and by when (at the end)",
    **{key: f"At the head of “{title}”" for key, title in SECTIONS.items()},
}
"""By key, what each place for words is for."""
