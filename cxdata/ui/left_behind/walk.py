"""The walk: who went silent, which groups and which wards come online least, and the list for a decision."""

from dataclasses import replace
from functools import partial

from cxdata.analysis.left_behind.places import PLACES_ARE_NOT_PEOPLE
from cxdata.charts.dots import MOST
from cxdata.export.people.left_behind import exhibit_of_left_behind, group_rows, resource_rows, silence_rows
from cxdata.measures import find_dimension
from cxdata.ui.frame import elements
from cxdata.ui.frame.app import View
from cxdata.ui.left_behind.first import groups_exhibit, places_exhibit, result_of, silence_exhibit
from cxdata.ui.parts import results
from cxdata.ui.parts.exhibits.show import show
from cxdata.ui.parts.walk import section, switch

NOBODY = "No group and no place stands out, in what is loaded."


def walk(view: View) -> None:
    """The sections; none is computed before it is opened."""
    section("Where should help go first?", partial(_resources, view), key="resources")
    section("Has anybody gone silent?", partial(_silence, view), key="silence")
    section("Which groups come online least?", partial(_groups, view), key="groups")
    section("Which wards come online least?", partial(_places, view), key="places")
    section("What can nobody see?", partial(_unknown, view), key="unknown")


def _resources(view: View) -> None:
    result = result_of(view)
    if not result.resources:
        elements.markdown(NOBODY)
        return
    rows = resource_rows(result.resources)
    finding = f"{len(rows)} groups and places, those gone silent first"
    elements.table(rows, alt=finding)
    show(exhibit_of_left_behind(result, rows, None, finding, key="resources"), heading=False)
    if PLACES_ARE_NOT_PEOPLE in result.sentences:
        results.say(PLACES_ARE_NOT_PEOPLE)


def _silence(view: View) -> None:
    result = result_of(view)
    if not result.looked:
        elements.markdown(result.unknown[-1])
        return
    titles = {one.by: find_dimension(one.by).title for one in result.looked}
    by = switch("Split by", titles, key="silent-by")
    for place, one in enumerate(looked for looked in result.looked if looked.by == by):
        # The first screen may show one of them too, and several services may have moved.
        exhibit = replace(silence_exhibit(view, result, one), key=f"silence-{by}-{place}")
        if exhibit.chart is None:
            elements.markdown(f"Too few contacts about {one.service or 'anything'} to say.")
        else:
            show(exhibit)
    if len([fall for one in result.looked if one.by == by for fall in one.falls]) > MOST:
        elements.table(silence_rows([one for one in result.looked if one.by == by]))


def _groups(view: View) -> None:
    result = result_of(view)
    titles = {group.by: find_dimension(group.by).title for group in result.groups}
    if not titles:
        elements.markdown("No file loaded tells kinds of customer, age bands or disability.")
        return
    by = switch("Split by", titles, key="group-by")
    exhibit = groups_exhibit(view, result, by)
    if exhibit is None:
        elements.markdown("Too few are counted in each group to say.")
        return
    show(replace(exhibit, key=f"all-groups-{by}"))
    elements.table(group_rows([group for group in result.groups if group.by == by]))


def _places(view: View) -> None:
    result = result_of(view)
    exhibit = places_exhibit(view, result)
    if exhibit is None:
        elements.markdown("No ward has both a share online and a score of digital exclusion: load facts about wards.")
        return
    show(replace(exhibit, key="all-places"))


def _unknown(view: View) -> None:
    result = result_of(view)
    for line in result.unknown or ("Age band, disability and language are all told by the answers loaded.",):
        elements.markdown(line)
    elements.markdown("Nobody is seen here who never got in touch, before or after.")
