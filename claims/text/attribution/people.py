"""Words for people and organisations: titles, offices, first names, kinds of bodies."""

# Before a name and no part of it. Most are offices too: "the president said".
TITLES = frozenset({
    "admiral", "ambassador", "archbishop", "assistant", "associate", "attorney", "baroness",
    "bishop", "brigadier", "captain", "cardinal", "chair", "chairman", "chairwoman", "chancellor",
    "chief", "col.", "colonel", "commander", "commissioner", "congressman", "congresswoman",
    "coordinator", "councilman", "councilwoman", "counsel", "count", "dame", "dean", "del.",
    "delegate", "deputy", "detective", "director", "doctor", "dr.", "duchess", "duke", "editor",
    "emir", "emperor", "empress", "executive", "father", "foreign", "former", "gen.", "general",
    "gov.", "governor", "head", "hon.", "inspector", "judge", "justice", "king", "lady", "leader",
    "lieutenant", "lord", "lt.", "maj.", "major", "manager", "managing", "marshal", "mayor",
    "messrs.", "minister", "miss", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "nominee", "officer",
    "official", "pastor", "pope", "premier", "president", "president-elect", "prime", "prince",
    "princess", "principal", "prof.", "professor", "prosecutor", "queen", "rabbi", "rep.",
    "representative", "rev.", "reverend", "saint", "sec.", "secretary", "secretary-general",
    "sen.", "senator", "sergeant", "sgt.", "sheikh", "sheriff", "sir", "sister", "speaker",
    "spokesman", "spokesperson", "spokeswoman", "strategist", "sultan", "superintendent", "supt.",
    "taoiseach", "treasurer", "undersecretary", "vice",
})  # fmt: skip

# Common nouns for who may speak; together with the titles.
NO_ROLES = frozenset({
    "foreign", "former", "managing", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "prime", "vice",
})  # fmt: skip
ROLES = (TITLES - NO_ROLES) | {
    "activist", "adviser", "advisor", "advocate", "agent", "aide", "ally", "analyst", "anchor",
    "anchorman", "artist", "author", "banker", "biographer", "boss", "boy", "brother",
    "campaigner", "candidate", "ceo", "cfo", "citizen", "co-author", "co-founder", "coach",
    "columnist", "commentator", "commissar", "consultant", "correspondent", "critic", "daughter",
    "defendant", "democrat", "demonstrator", "developer", "diplomat", "driver", "economist",
    "employee", "engineer", "envoy", "executive", "expert", "farmer", "father", "fellow",
    "firefighter", "founder", "friend", "girl", "historian", "host", "husband", "insider",
    "investigator", "investor", "journalist", "lawmaker", "lawyer", "lobbyist", "man", "member",
    "moderator", "mother", "mp", "musician", "narrator", "neighbor", "neighbour", "novelist",
    "nurse", "observer", "opponent", "organiser", "organizer", "owner", "partner", "people",
    "person", "philosopher", "physician", "player", "policeman", "policewoman", "politician",
    "pollster", "pundit", "reader", "regulator", "reporter", "republican", "researcher",
    "resident", "scholar", "scientist", "singer", "soldier", "solicitor", "son", "source",
    "specialist", "spy", "staffer", "student", "supporter", "surgeon", "surrogate", "survivor",
    "teacher", "trader", "trustee", "veteran", "victim", "villager", "volunteer", "voter", "widow",
    "widower", "wife", "winner", "witness", "woman", "worker", "writer",
}  # fmt: skip
PARTIES = frozenset({"democrat", "democrats", "republican", "republicans"})
PLURAL_ROLES = frozenset(
    {"allies", "men", "people", "police", "policemen", "spies", "spokesmen", "wives", "women"}
    | {role + "s" for role in ROLES if not role.endswith((".", "man", "people"))}
)

# Heads of a body's name that is written low: the Trump campaign, the Norwegian government.
BODIES = frozenset({
    "administration", "agency", "alliance", "army", "association", "authorities", "authority",
    "bank", "board", "bureau", "cabinet", "camp", "campaign", "city", "coalition", "commission",
    "committee", "company", "corporation", "council", "country", "court", "delegation",
    "department", "directorate", "embassy", "firm", "force", "forces", "foundation", "government",
    "group", "institute", "junta", "kingdom", "magazine", "military", "ministry", "mission",
    "movement", "navy", "network", "newspaper", "office", "organisation", "organization", "paper",
    "parliament", "party", "police", "regime", "republic", "senate", "service", "state", "station",
    "team", "think-tank", "tribunal", "union", "university", "website",
})  # fmt: skip
# What is published by a body and speaks for it: a Quinnipiac University poll.
WRITINGS = frozenset({
    "analysis", "article", "book", "document", "documents", "editorial", "email", "emails",
    "filing", "letter", "memo", "news", "poll", "polls", "post", "records", "release", "report",
    "reports", "statement", "story", "study", "survey", "surveys", "tweet",
})  # fmt: skip

# A capital word of these is no surname; a name that ends with one is no person's.
NO_SURNAMES = frozenset({
    "act", "administration", "africa", "agency", "air", "airlines", "airport", "alabama", "alaska",
    "alliance", "amendment", "america", "app", "arabia", "arizona", "army", "asia", "assembly",
    "association", "authority", "avenue", "bank", "bay", "beach", "board", "bridge", "britain",
    "building", "bureau", "california", "campaign", "capital", "carolina", "center", "centre",
    "china", "church", "city", "club", "coast", "college", "colorado", "commission", "committee",
    "commons", "company", "conference", "congress", "constitution", "convention", "corp",
    "council", "county", "court", "dakota", "day", "defense", "democracy", "democrats",
    "department", "east", "education", "enquirer", "europe", "fed", "federation", "festival",
    "fleet", "florida", "force", "forces", "forum", "foundation", "fund", "games", "gazette",
    "germany", "government", "group", "guard", "hall", "hampshire", "hemisphere", "herald", "hill",
    "hospital", "hotel", "house", "illinois", "inc", "india", "indiana", "industries",
    "initiative", "institute", "institution", "iowa", "iran", "iraq", "island", "islands",
    "israel", "jersey", "journal", "justice", "kansas", "kentucky", "kingdom", "korea", "labs",
    "league", "library", "london", "magazine", "mail", "maine", "mall", "media", "memorial",
    "mexico", "michigan", "ministry", "minnesota", "missouri", "monitor", "movement", "museum",
    "nations", "navy", "network", "nevada", "news", "north", "observer", "office", "ohio",
    "oregon", "organisation", "organization", "pact", "panel", "paris", "park", "parliament",
    "party", "pennsylvania", "plan", "plaza", "police", "policy", "politics", "post", "press",
    "prize", "program", "project", "radio", "records", "register", "republic", "republicans",
    "research", "reserve", "review", "rico", "river", "road", "russia", "school", "sea",
    "security", "senate", "series", "service", "services", "show", "society", "south", "square",
    "staff", "star", "state", "states", "station", "street", "sun", "supper", "syria", "system",
    "team", "telegraph", "television", "tennessee", "texas", "theater", "theatre", "times",
    "today", "tower", "trade", "treasury", "treaty", "tribune", "trust", "tv", "ukraine", "union",
    "university", "utah", "valley", "virginia", "war", "west", "wisconsin", "world", "york",
    "zealand",
})  # fmt: skip
MONTHS = frozenset({
    "april", "august", "december", "february", "january", "july", "june", "march", "may",
    "november", "october", "september",
})  # fmt: skip

# Endings and words of nations, faiths and parties before a name: Russian, Chinese, Republican.
DEMONYM_ENDINGS = ("ian", "ean", "ese", "ish", "ican", "iot", "raqi", "raeli", "stani")
DEMONYMS = frozenset({
    "arab", "catholic", "conservative", "czech", "danish", "democrat", "democratic", "dutch",
    "french", "german", "greek", "green", "irish", "jewish", "kurdish", "labour", "liberal",
    "libertarian", "muslim", "norwegian", "republican", "russian", "saudi", "swiss", "thai",
    "tory", "welsh", "yemeni",
})  # fmt: skip

# The press: "told the Financial Times", "in an interview with Der Spiegel".
OUTLET_WORDS = frozenset({
    "broadcaster", "channel", "chronicle", "courier", "enquirer", "examiner", "gazette", "globe",
    "guardian", "herald", "independent", "inquirer", "journal", "magazine", "mail", "monde",
    "network", "news", "newspaper", "newswire", "observer", "paper", "podcast", "post", "press",
    "program", "programme", "radio", "review", "show", "spiegel", "star", "station", "sun",
    "telegraph", "television", "theater", "theatre", "times", "today", "tribune", "tv", "week",
    "weekly", "wire",
})  # fmt: skip
OUTLETS = frozenset({
    "abc", "afp", "al-jazeera", "ap", "axios", "bbc", "bild", "bloomberg", "breitbart", "buzzfeed",
    "c-span", "cbs", "cnbc", "cnn", "dw", "facebook", "forbes", "fortune", "fox", "haaretz",
    "huffpost", "interfax", "itv", "kommersant", "msnbc", "nbc", "newsmax", "newsweek", "npr",
    "pbs", "politico", "politifact", "reuters", "rt", "slate", "tass", "telegram", "time",
    "twitter", "upi", "vice", "vox", "youtube", "zdf",
})  # fmt: skip

MALE = frozenset({
    "aaron", "abdul", "adam", "ahmed", "alan", "albert", "alejandro", "alexander", "alexei",
    "alexey", "ali", "andrei", "andrew", "anthony", "antonio", "antony", "arthur", "barack", "ben",
    "benjamin", "bernard", "bernie", "bill", "bob", "bobby", "boris", "brad", "brian", "bruce",
    "bryan", "carl", "carlos", "charles", "charlie", "chris", "christopher", "chuck", "craig",
    "daniel", "dave", "david", "dennis", "dmitri", "dmitry", "don", "donald", "doug", "douglas",
    "ed", "eddie", "edward", "elijah", "emmanuel", "eric", "erik", "ernest", "evan", "francisco",
    "frank", "franklin", "fred", "gary", "geoffrey", "george", "gerald", "gerhard", "glenn",
    "gordon", "graham", "greg", "gregory", "hans", "harold", "harry", "hassan", "henry", "howard",
    "hugo", "ian", "igor", "ivan", "jack", "jacob", "jake", "james", "jason", "javier", "jean",
    "jeff", "jeffrey", "jens", "jeremy", "jerry", "jim", "jimmy", "joe", "joel", "john", "johnny",
    "jon", "jonathan", "jorge", "jose", "josep", "joseph", "josh", "joshua", "josé", "juan",
    "julian", "justin", "karl", "keith", "ken", "kenneth", "kevin", "kyle", "lance", "larry",
    "lawrence", "len", "leo", "leon", "lester", "lloyd", "louis", "luis", "luke", "marc", "marco",
    "mario", "mark", "martin", "matt", "matthew", "max", "michael", "miguel", "mike", "mikhail",
    "mitch", "mitt", "mohamed", "mohammed", "muhammad", "narendra", "nathan", "neil", "newt",
    "nicholas", "nick", "nicolas", "nigel", "nikolai", "olaf", "oleg", "oliver", "oscar", "pablo",
    "patrick", "paul", "pavel", "pedro", "peter", "phil", "philip", "pierre", "ralph", "rand",
    "raymond", "recep", "richard", "rick", "rob", "robby", "robert", "roger", "ron", "ronald",
    "roy", "rudy", "russell", "ryan", "sam", "samuel", "scott", "sean", "sergei", "sergey",
    "shinzo", "simon", "stanley", "stephen", "steve", "steven", "stuart", "ted", "terry", "thomas",
    "tim", "timothy", "tom", "tommy", "tony", "trevor", "victor", "viktor", "vincent", "vladimir",
    "volodymyr", "walter", "warren", "wayne", "wesley", "will", "william", "xavier", "xi", "yuri",
    "zachary",
})  # fmt: skip
FEMALE = frozenset({
    "abigail", "agnes", "alexandra", "alice", "alicia", "amanda", "amy", "ana", "andrea", "angela",
    "angelina", "anita", "ann", "anna", "annalena", "anne", "annie", "ava", "barbara", "beth",
    "betty", "beverly", "brenda", "carmen", "carol", "caroline", "catherine", "cathy", "charlotte",
    "chelsea", "cheryl", "christina", "christine", "cindy", "claire", "claudia", "condoleezza",
    "cynthia", "debbie", "deborah", "denise", "diana", "diane", "dianne", "donna", "doris",
    "dorothy", "eleanor", "elena", "elizabeth", "ella", "ellen", "emily", "emma", "erin", "eva",
    "evelyn", "fatima", "fiona", "frances", "gabriela", "gina", "gloria", "grace", "greta",
    "hannah", "heather", "heidi", "helen", "hillary", "irina", "isabel", "ivanka", "jacinda",
    "jackie", "jacqueline", "jane", "janet", "jean", "jen", "jennifer", "jenny", "jessica", "jill",
    "joan", "joanna", "joanne", "joyce", "judith", "judy", "julia", "julie", "kamala", "karen",
    "kate", "katherine", "kathleen", "kathy", "katie", "kelly", "kellyanne", "kimberly", "kristen",
    "laura", "lauren", "leah", "leila", "linda", "lisa", "liz", "loretta", "lori", "louise",
    "lucy", "lynn", "madeleine", "malala", "margaret", "maria", "marie", "marine", "martha",
    "mary", "megan", "melania", "melanie", "melissa", "mia", "michelle", "monica", "nancy",
    "naomi", "natalia", "natalie", "nicola", "nicole", "nina", "olga", "olivia", "pamela",
    "patricia", "patty", "paula", "rachel", "rebecca", "rosa", "rose", "ruth", "sally", "samantha",
    "sandra", "sanna", "sara", "sarah", "sharon", "sheila", "sofia", "sonia", "sophie",
    "stephanie", "susan", "suzanne", "svetlana", "sylvia", "tammy", "tatiana", "teresa", "theresa",
    "tina", "tracy", "tulsi", "ursula", "valerie", "vanessa", "vera", "veronica", "victoria",
    "virginia", "wendy", "yulia", "yvonne",
})  # fmt: skip
FIRST_NAMES = MALE | FEMALE
HE_TITLES = frozenset({
    "baron", "boy", "brother", "chairman", "congressman", "duke", "emperor", "father", "husband",
    "king", "lord", "man", "mr", "mr.", "pope", "prince", "sir", "son", "spokesman", "sultan",
})  # fmt: skip
SHE_TITLES = frozenset({
    "baroness", "chairwoman", "congresswoman", "dame", "daughter", "duchess", "empress", "girl",
    "lady", "miss", "mother", "mrs", "mrs.", "ms", "ms.", "princess", "queen", "sister",
    "spokeswoman", "widow", "wife", "woman",
})  # fmt: skip


def is_demonym(lower: str) -> bool:
    return lower in DEMONYMS or lower.endswith(DEMONYM_ENDINGS)
