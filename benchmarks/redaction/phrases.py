"""The names, roads and sentences of which the invented comments are made, all written by hand."""


def _lines(text: str) -> tuple[str, ...]:
    """The lines of a text without their indents."""
    return tuple(line.strip() for line in text.strip().splitlines())


FIRST = {
    "British": "Nigel Pauline Barry Lorraine Gavin Hayley Maureen Callum Tracey Elsie Ronnie Siobhan Fiona Euan Morag",
    "Welsh": "Gethin Nerys Iolo Ffion Dilwyn Menna Emrys Lowri",
    "South Asian": "Asif Nasreen Manjit Dipak Yasmin Sunil Harjit Farida Zubair Anjali",
    "European": "Piotr Ewelina Dorota Andrei Ioana Mateusz Giedre Joao Concetta Yiannis",
    "African": "Adebayo Folasade Kwame Nkechi Abdullahi Hodan Tendai Yaw",
    "East Asian": "Wei Jiayi Minh Lan Hyun-Woo Siu-Fong",
    "Caribbean and Middle East": "Winston Shanice Desmond Leila Farhad Roya",
    "also a word": "Faith Grace Heather Clay Dale Violet Robin Joy Max Penny Drew Iris",
}
LAST = {
    "British": "Entwistle Hargreaves Ollerenshaw Pickersgill Blenkinsop Tattersall Fairbrother Gaskell MacAllister",
    "Welsh": "Bebbington Gwyther Penhallow Vaughan Rhydderch Griffiths",
    "South Asian": "Sandhu Bhattacharya Mahmood Qureshi Patel Siddiqui Choudhary Bains",
    "European": "Wójcik Kaczmarek Popescu Mazur Petrauskas Ferreira Esposito Papadopoulos",
    "African": "Adeyemi Nwosu Boateng Warsame Chigumbura Osei",
    "East Asian": "Chan Tran Ng Park Cheung Lim",
    "Caribbean and Middle East": "Beckford St-Hilaire Tehrani Rahimi",
    "also a word": "Hunt Green Potter Banks Fox Wood Field Long Young Bird",
}
ABOUT_NAMES = _lines(
    """
    Had a chat with {} who could not find my form
    {} in the call centre was a star
    Got a letter from {} that made no sense
    My dad {} is 84 and cannot use the website
    {} answered straight away
    The officer ({}) would not listen
    Told {} three times already
    Waiting for {} to ring me
    Next door is {} and the dog barks
    Please thank {} for the quick repair
    {} was meant to visit on Tuesday
    No answer from {} since last week
    Someone called {} shouted at my mother
    Signed {}
    I was passed from {} to the duty desk
    {} has been brilliant throughout
    It is all down to {}
    We saw {} dumping bags
    Best wishes, {}
    {} needs more training
    The driver is {}
    Appointment was with {}
    {} refused to give a name
    She said her manager is {}
    why is {} still on the list for my flat
    """
)
ABOUT_ADDRESSES = _lines(
    """
    bins left out at {} for days
    Water is coming through the roof of {}
    I live at {} and my street is never swept
    Skip blocking the pavement by {}
    they went to {} by mistake
    Graffiti on the wall of {}
    The tree next to {} is dead
    rats seen around {}
    my mother, of {}, had a fall
    """
)
ABOUT_NUMBERS = {
    "e-mail": ("contact me: {}", "reply to {} only", "You have {} on file"),
    "telephone": ("call {} please", "my mobile is {} now", "Tel {}"),
    "postcode": ("whole of {} had no collection", "post code {}", "we at {} pay the same tax"),
    "NI number": ("National Insurance {}", "my ni number is {}"),
    "UPRN": ("UPRN {} not found", "the form rejects uprn {}"),
    "reference": ("ref {} ignored", "my case {} was closed", "see complaint {}"),
    "place": ("the hole is at {}", "photo taken at {}"),
    "vehicle": ("a van, {}, tipped it", "reg {}"),
    "date of birth": ("DOB {} was typed wrong", "my date of birth is {}"),
    "NHS number": ("NHS no {}", "my NHS number {} was asked for"),
    "bank account": ("sort code and account {}", "pay it into {}"),
}
# # is a digit, @ a letter.
FORMS = {
    "e-mail": ("bluebell##@outlook.com", "j.smith##@sky.co.uk", "kaz_##@example.org"),
    "telephone": (
        "07#########",
        "07### ### ###",
        "01### ######",
        "+447#########",
        "0044 7### ######",
        "(0161) ### ####",
    ),
    "postcode": ("@@# #@@", "@## #@@", "b#1 2sw", "OX4#@@"),
    "NI number": ("@@######A", "JK ## ## ## B", "ab######c"),
    "UPRN": ("2000#######", "1000########"),
    "reference": ("CAS-######-@@", "SR########", "2########", "FOI/####/#####"),
    "place": ("53.#####, -2.#####", "4#####, 3#####", "SD #### ####", "///daring.lion.race"),
    "vehicle": ("@@19 @@@", "@@71 @@@", "@@08@@@"),
    "date of birth": ("1#/03/19##", "2# June 195#", "1# Oct 197#", "196#-04-1#"),
    "bank account": ("4#-##-## ########", "60-##-9# ########"),
}
SHORT_NAMES = _lines(
    """
    Discussed with {}
    Email from {}
    {} advised
    Apology from {}
    Allocated to {}
    Seen by {}
    """
)
ABOUT_NOTHING = _lines(
    """
    Bins in {ward} were late again
    {ward} library should open on Sundays
    Lights out along {road}
    The Green Lane crossing is dangerous
    May I have a larger bin?
    Rose beds in {ward} Park are full of weeds
    Grant form was too long
    Hope this gets fixed by Friday
    Council Tax went up and services went down
    Planning Department lost my drawings
    The Head Teacher at {ward} Primary School was told
    Pest Control came on 3 June and found nothing
    I waited 45 minutes on Monday 12 May
    Potholes on {road} near the Station
    Online form crashed on my iPhone twice
    Drew attention to the leak in April
    Joy riders on {road} every Saturday
    Housing Benefit stopped without warning
    Street lamps 14 and 15 are out
    Parking permits cost £65 a year
    Robin Hood Way has no pavement
    Sandy soil blocks the gully
    Bird mess on the benches by the Market
    Violet lights shine all night at the Leisure Centre
    Faith groups were not asked
    Long queue, young staff, no answers
    Hunt through ten menus to report one bin
    Field by {road} floods every winter
    Penny pinching on grass cutting
    Wood chips all over the path
    Universal Credit form needs a person
    Max height signs are missing at the car park
    Veolia crew left glass everywhere
    Great service, thank you
    Blue Badge took 16 weeks
    The Tip was shut at 4 pm
    Taxi Licensing never reply to emails
    Electoral Services sent two polling cards
    Christmas collections were a mess
    The Bridge Street lift has been broken since March
    Polish speakers need an interpreter at the Town Hall
    Translated leaflets in Urdu and Somali please
    """
)
SHORT_NOTHING = _lines(
    """
    Not upheld
    Explanation given
    Apology and refund
    Bin delivered
    Passed to Highways
    No further action
    Delay in reply
    Duplicate
    Training for staff
    Inspected, no defect
    Paid £25
    Withdrawn by customer
    """
)
NO_CUE = ("bin week {} week bin", "re {} damp", "{} / gate / 4 times", "form 12 {} tax band")
WARDS = _lines(
    """
    Fernhill
    Castlegate
    Westbury
    Blackthorn
    Sefton
    Hollins
    Kirkholt
    Milkstone
    """
)
SERVICES = _lines(
    """
    Highways
    Pest Control
    Planning
    Housing Benefit
    Licensing
    Electoral Services
    Waste
    """
)
ROADS = _lines(
    """
    Sheffield
    Chestnut
    Lower Moss
    Tennyson
    Balmoral
    St Chad's
    Mill Pond
    Queensway
    Upper George
    """
)
ROAD_TYPES = _lines(
    """
    Road
    Lane
    Drive
    Grove
    Court
    Square
    Row
    Chase
    Vale
    Mount
    Fold
    Hill
    Field
    Causeway
    Way
    Parade
    """
)
HOUSES = _lines(
    """
    Ivy Cottage
    Hollybank House
    The Old Forge
    Brook Farm
    The Willows
    Meadow Lodge
    """
)
BEFORE = ("", "", "", "Hi, ", "Second complaint. ", "To whom it may concern. ", "Not good enough. ")
AFTER = ("", "", ".", ". Sort it out.", ". I have paid for 30 years.", " - please reply.", ". Thank you.", "!!")
