"""What stands around a word and says that it is a person's name, or that it is none."""

import re

from cxdata.ingest.privacy.words import word_set

# Behind these a person is named, even one whose name is a word or not known: "spoke to", "my son", "regards".
_PERSON = (
    r"spoke(?:n)? (?:to|with)|speak(?:ing)? (?:to|with)|talk(?:ed|ing) (?:to|with)|ask(?:ed|ing)? for|ask(?:ed)?|"
    r"(?:my|his|her|your|full) name(?: is|'s|’s)?|named|called (?:mr|mrs|himself|herself)|"
    r"(?:kind|best|warm)? ?regards|sincerely|faithfully|signed|thank you|many thanks|thanks to|well done|"
    r"(?:my|his|her|our|their|the) (?:son|daughter|husband|wife|mother|mum|mam|father|dad|brother|sister|partner|"
    r"neighbou?r|friend|carer|aunt|auntie|uncle|nan|gran|grandson|granddaughter|nephew|niece|cousin|fianc[eé]e?|landlord|"
    r"landlady|tenant|lodger|manager|boss|colleague|client|patient|pupil|child|boy|girl|lad|lady|gentleman|man|woman|guy|"
    r"adviser|advisor|officer|caseworker|social worker|housing officer|operator|agent|clerk|receptionist|surveyor|"
    r"engineer|driver|warden|inspector|assistant|worker|caretaker|chap)|"
    r"(?:landlord|landlady|neighbou?r|manager|officer|tenant|carer|caseworker|contact|guardian|nurse|adviser|advisor|"
    r"social worker|owner|occupier|executor|complainant|applicant|claimant|resident|customer|driver|engineer|boss|"
    r"adviser|inspector|manager|chair|husband|wife|son|daughter) is|"
    r"next door is|neighbou?r|tenant|landlord|landlady|husband|wife|carer for|cares for|caring for|told by|said "
    r"by|seen by|"
    r"helped by|served by|visit(?:ed)? by|signed by|closed by|logged by|dealt with by|handled by|answered by|"
    r"assessed by|"
    r"rang by|raised by|reported by|visit by|call by|letter by|work by|on behalf of|attention of|fao|c/o|married "
    r"to|sister of|brother of|"
    r"mother of|father of|son of|daughter of|parent of|widow of|aged \d+,?|this is|i am|i'm|it was|was it|met|"
    r"meet|emailed|"
    r"phoned|rang|text(?:ed)?|saw|sack|sacked|suspend|praise|contact"
)
# Behind these a person is probably named: enough for a word written large, not for a word of every day.
_PERHAPS = (
    r"(?:answer|apology|response|reply|letter|e-?mail|call|message|note|visit|advice|help|text|news) (?:from|by)|"
    r"(?:discussed|agreed|appointment|meeting|chat|word|words|dealing|liaised|checked|booked in|conversation|interview)"
    r"(?: (?:was|is|with|it))? with|(?:allocated|assigned|passed|referred|transferred|escalated|emailed|given|sent|"
    r"forwarded|handed|put through|reported|shown)(?: on| over| back| it| me| him| her| them)? (?:to|from|by)|"
    r"best wishes|all the best|yours|truly|thank|thanking|down to|up to|someone called|somebody called|a (?:mr|mrs|ms)|"
    r"complaint about|complain about|complained about|complaining about|passed (?:on )?to|passed it to|referred to|"
    r"letter to|letter from|email to|email from|message (?:for|from|to)|waiting (?:on|for)|blame|blaming|paid|paid to|"
    r"assigned to|allocated to|transferred to|put through to|sent to|given to|wrote to|written to|addressed to|"
    r"informed|visit to|visit from|call from|call to|call with|meeting with|appointment with|reply from|response from|"
    r"because of|thanks|against|about|cc|to see|can|could|why did|why has|when will|did|has|does|should|would|please"
)
_BEFORE = re.compile(rf"(?<![\w-])(?:(?:{_PERSON})[,:;]?|dear|hi|hello|thanks)\s+[(\"'“‘]?$", re.IGNORECASE)
_BEFORE_PERHAPS = re.compile(rf"(?<![\w-])(?:{_PERHAPS})[,:;]?\s+[(\"'“‘]?$", re.IGNORECASE)
_KIND = (
    "rude|lovely|kind|helpful|unhelpful|polite|impolite|brilliant|patient|impatient|wonderful|great|excellent|fantastic|"
    "amazing|superb|friendly|unfriendly|professional|unprofessional|sympathetic|caring|nice|abrupt|dismissive|knowledgeable|"
    "understanding|outstanding|pleasant|courteous|aggressive|lazy|useless|hopeless|incompetent|arrogant|efficient|"
    "a star|a credit|an angel|a gem|a delight|a pleasure|marvellous|terrific|awful|terrible|horrible|appalling|"
    "off sick|"
    "on leave|away|very|so|really|extremely|most|always|never|absolutely|supposed|meant|going to|able|unable|due"
)
_VERBS = (
    r"said|says|told|tells|promised|promises|knows|knew|deserves?|deserved|rang|phoned|answered|helped|dealt|came|visited|"
    r"explained|listened|refused|ignored|shouted|swore|lied|hung up|put me|put the|sorted|arranged|advised|wrote|"
    r"replied|"
    r"spoke|laughed|apologised|insisted|assured|suggested|agreed|seemed|sounded|took|gave|kept|left|lives?|lived|works?|needs|requires|lacks|"
    r"worked|moved|died|fell|wants?|wanted|thinks?|asked|called|emailed|texted|parks|informed|sacked|closed|opened|signed|notified|reported|keeps|shouts|threatened|"
    r"(?:should|would|could|must|will|did|does|had|has|can|may|might|is|was|were)(?:n['’]?t| not)? (?:be |been |have )?"
    rf"(?:{_KIND}|sacked|told|said|promised|helped|come|came|called|gone|the|my|our|trained|thanked|praised|rung)|"
    r"(?:could|would)(?: not|n['’]?t) have|"
    rf"never|always|kindly|who|(?:is|was|has been|were) (?:{_KIND})|"
    r"(?:from|in|at) (?:the )?(?:benefits?|housing|council tax|planning|repairs|reception|depot|desk|back office|"
    r"office|"
    r"contact centre|call centre|parking|refuse|waste|highways|social care|your team|your office|customer services?)|"
    r"(?:on|at) (?:the )?(?:reception|phone|desk|counter|switchboard)"
)
_AFTER = re.compile(rf"['’]?s?[,)]?\s+(?:{_VERBS})\b", re.IGNORECASE)
_OWNS = re.compile(
    r"['’]s?\s+(?:manager|team|office|boss|line manager|supervisor|attitude|manner|email|letter|reply)\b", re.I
)
# A word behind these stands for a place or a time, not for a person.
_PLACE = re.compile(
    r"(?<![\w-])(?:in|on|near|at|around|outside|off|along|down|up|towards|across|opposite|behind|between|into|through|"
    r"within|over|under|via)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_CROWNED = re.compile(r"\b(?:st|saint|queen|king|prince|princess|lord|lady|duke|our lady)\.?\s+$", re.IGNORECASE)
_NOT_A_PERSON = re.compile(
    r"(?<![\w-])(?:the|a|an|in|of|this|that|these|or|until|since|last|next|on|every|by|early|late|mid|each|no|any|my|your|"
    r"our|their|its|more|new|some|during|before|after|from|for|between|both|all)\s+$",
    re.IGNORECASE,
)
_LOOK = 40

PLACE_NOUNS = word_set(
    "ward street road lane close avenue drive way crescent court place terrace walk mews rise square gardens row "
    "hill park "
    "green common heath bridge station library school primary infants junior academy college university nursery church "
    "chapel cathedral abbey mosque temple synagogue centre center hall hospital surgery clinic practice pharmacy "
    "museum "
    "theatre cinema pool baths stadium arena market markets estate flats house tower towers estate village town city "
    "borough county parish district valley river brook canal lock quay wharf harbour beach bay island pier roundabout "
    "junction crossroads bypass cemetery crematorium allotments playground recreation rec field fields farm wood woods "
    "forest lake pond pub arms inn hotel cafe restaurant takeaway club shop stores supermarket precinct mall council "
    "team teams service services department directorate office offices trust charity ltd limited plc llp group "
    "association society foundation partnership board committee agency authority ombudsman police fire ambulance "
    "day week festival fair act scheme plan policy award form fund tax tip depot yard grove vale view end cross "
    "gate parade broadway circus embankment promenade esplanade boulevard circle homes housing hub studio gallery "
    "wynd fold brow chase copse dene mount orchard brae loan drove heights lea leas paddock ridge spinney approach "
    "causeway garth glade glen hollow holt knoll nook cottages buildings ginnel vennel snicket twitten bank "
    "corner dale "
    "side point lodge farm barn manor grange mansions parkway warren pasture acre acres hurst strand link moor "
    "downs mead "
    "line bus railway airport terminal east west north south"
)
# Of these many are surnames as well: a first name in front makes a person of them, unless a word of place stands
# before.
NOUN_SURNAMES = word_set(
    "street hill church hall park green marsh lane woods wood field house brook bridge lake cross day "
    "rivers moss east west north pool farm temple lock forest gate parish town heath"
)


def says_person(text: str, start: int) -> bool:
    """Whether the words before a place in the text name a person there."""
    return _BEFORE.search(text[max(0, start - _LOOK) : start]) is not None


def may_say_person(text: str, start: int) -> bool:
    """Whether the words before a place in the text probably name a person there."""
    return _BEFORE_PERHAPS.search(text[max(0, start - _LOOK) : start]) is not None


def acts(text: str, end: int) -> bool:
    """Whether the words behind a place say what only people do or are."""
    rest = text[end : end + _LOOK]
    return _AFTER.match(rest) is not None or _OWNS.match(rest) is not None


def is_placed(text: str, start: int) -> bool:
    """Whether a word of place stands before."""
    return _PLACE.search(text[max(0, start - 16) : start]) is not None


def is_thing(text: str, start: int) -> bool:
    """Whether an article or a preposition stands before, as before a thing or a time."""
    return _NOT_A_PERSON.search(text[max(0, start - 16) : start]) is not None


def is_crowned(text: str, start: int) -> bool:
    """Whether a saint's or a ruler's title stands before, as in names of places ("Queen Anne's")."""
    return _CROWNED.search(text[max(0, start - 16) : start]) is not None
