"""Words for people and organisations: titles, offices, first names, kinds of bodies."""

# Before a name and no part of it. Most are offices too: "the president said".
TITLES = frozenset({
    "admiral", "ambassador", "archbishop", "assistant", "associate", "attorney", "baroness",
    "bishop", "brigadier", "captain", "cardinal", "chair", "chairman", "chairwoman", "chancellor",
    "chief", "cllr", "cllr.", "col.", "colonel", "commander", "commissioner", "congressman",
    "congresswoman", "coordinator", "councillor", "councilman", "councilor", "councilwoman",
    "counsel", "count", "dame", "dean", "del.", "delegate", "deputy", "detective", "director",
    "doctor", "dr.", "duchess", "duke", "editor", "emir", "emperor", "empress", "executive",
    "father", "foreign", "former", "gen.", "general", "gov.", "governor", "head", "hon.",
    "inspector", "judge", "justice", "king", "lady", "leader", "lieutenant", "lord", "lt.", "maj.",
    "major", "manager", "managing", "marshal", "mayor", "messrs.", "minister", "miss", "mr", "mr.",
    "mrs", "mrs.", "ms", "ms.", "nominee", "officer", "official", "pastor", "pope", "premier",
    "president", "president-elect", "prime", "prince", "princess", "principal", "prof.",
    "professor", "prosecutor", "queen", "rabbi", "rep.", "representative", "rev.", "reverend",
    "saint", "sec.", "secretary", "secretary-general", "sen.", "senator", "sergeant", "sgt.",
    "sheikh", "sheriff", "sir", "sister", "speaker", "spokesman", "spokesperson", "spokeswoman",
    "strategist", "sultan", "superintendent", "supt.", "taoiseach", "treasurer", "undersecretary",
    "vice", "vice-chancellor", "vice-president",
})  # fmt: skip

# Common nouns for who may speak; together with the titles.
NO_ROLES = frozenset({
    "foreign", "former", "managing", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "prime", "vice",
})  # fmt: skip
ROLES = (TITLES - NO_ROLES) | {
    "accountant", "acquaintance", "activist", "adversary", "adviser", "advisor", "advocate",
    "agent", "aide", "ally", "ambassador-designate", "analyst", "anchor", "anchorman",
    "archaeologist", "architect", "artist", "astronomer", "athlete", "attacker", "aunt", "author",
    "banker", "barrister", "biographer", "biologist", "boss", "boy", "brother", "builder", "buyer",
    "caller", "campaigner", "candidate", "captain", "cashier", "ceo", "cfo", "chef", "chemist",
    "child", "citizen", "civilian", "cleric", "clerk", "climatologist", "co-author", "co-founder",
    "coach", "colleague", "columnist", "commentator", "commissar", "commuter", "conductor",
    "consultant", "contractor", "correspondent", "counterpart", "cousin", "critic", "customer",
    "daughter", "dealer", "defendant", "democrat", "demonstrator", "deputy", "designer", "detainee",
    "developer", "diplomat", "dissident", "driver", "ecologist", "economist", "educator",
    "employee", "engineer", "entrepreneur", "envoy", "ex-minister", "executive", "expert", "farmer",
    "father", "fellow", "filmmaker", "firefighter", "fisherman", "forecaster", "forester",
    "founder", "friend", "gardener", "geologist", "girl", "grandfather", "grandmother", "grower",
    "hacker", "historian", "host", "householder", "hunter", "husband", "inmate", "insider",
    "inspector", "instructor", "interpreter", "investigator", "investor", "journalist", "juror",
    "keeper", "landlord", "landowner", "lawmaker", "lawyer", "lecturer", "librarian", "lobbyist",
    "locksmith", "man", "mayor-elect", "mediator", "member", "midwife", "miner", "moderator",
    "mother", "motorist", "mp", "musician", "narrator", "negotiator", "neighbor", "neighbour",
    "nephew", "niece", "novelist", "nurse", "observer", "onlooker", "operator", "opponent",
    "organiser", "organizer", "owner", "paramedic", "parent", "parliamentarian", "partner",
    "passenger", "patient", "pensioner", "people", "person", "petitioner", "philosopher",
    "photographer", "physician", "pilot", "plaintiff", "player", "plumber", "policeman",
    "policewoman", "politician", "pollster", "predecessor", "producer", "programmer", "protester",
    "psychologist", "publisher", "pundit", "pupil", "ranger", "reader", "rebel", "recruiter",
    "refugee", "regulator", "relative", "reporter", "republican", "rescuer", "researcher",
    "resident", "rival", "sailor", "salesman", "scholar", "scientist", "seller", "shareholder",
    "shopkeeper", "shopper", "singer", "sociologist", "soldier", "solicitor", "son", "source",
    "specialist", "spokesperson", "spy", "staffer", "statistician", "strategist", "striker",
    "student", "successor", "supporter", "surgeon", "surrogate", "survivor", "swimmer", "taxpayer",
    "teacher", "technician", "tenant", "tourist", "trader", "trustee", "uncle", "unionist", "user",
    "vendor", "veteran", "victim", "villager", "virologist", "volunteer", "voter", "warden",
    "whistleblower", "widow", "widower", "wife", "winner", "witness", "woman", "worker", "writer",
    "youth",
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
# They take up any body by name, or any company: Volvo …, the carmaker …
ANY_BODY = frozenset({
    "agency", "alliance", "bloc", "body", "charity", "club", "organisation", "organization",
    "watchdog",
})  # fmt: skip
COMPANIES = frozenset({
    "airline", "bank", "brewer", "broadcaster", "carmaker", "chain", "company", "corporation",
    "firm", "group", "lender", "magazine", "maker", "manufacturer", "network", "newspaper",
    "operator", "producer", "retailer", "station", "supplier",
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
MONTH_NAMES = frozenset({
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
    "aaron", "abdul", "abdullah", "adam", "adrian", "ahmed", "alan", "albert", "aldo", "alejandro",
    "aleksandar", "alexander", "alexei", "alexey", "ali", "alistair", "amir", "anders", "andreas",
    "andrei", "andrew", "angus", "anthony", "anton", "antonio", "antony", "ari", "arjun", "arne",
    "arthur", "axel", "barack", "bart", "bashar", "bassam", "ben", "benjamin", "bernard", "bernie",
    "bilal", "bill", "björn", "bob", "bobby", "boris", "brad", "brendan", "brian", "bruce", "bruno",
    "bryan", "callum", "carl", "carlos", "cem", "cesar", "charles", "charlie", "chris",
    "christopher", "chuck", "ciaran", "claudio", "clive", "colin", "connor", "craig", "damian",
    "daniel", "darren", "dave", "david", "declan", "dennis", "derek", "desmond", "diego", "dieter",
    "dmitri", "dmitry", "domenico", "dominic", "don", "donald", "doug", "douglas", "duncan",
    "dylan", "ed", "eddie", "edgar", "eduardo", "edward", "elijah", "emil", "emir", "emmanuel",
    "emre", "enrique", "enzo", "erdem", "eric", "erik", "ernest", "ernesto", "esteban", "ethan",
    "eugene", "evan", "fabio", "felix", "fernando", "finn", "florian", "francisco", "francois",
    "frank", "franklin", "franz", "françois", "fred", "gabriel", "gareth", "gary", "gavin",
    "geoffrey", "georg", "george", "gerald", "gerard", "gerhard", "gianni", "giorgio", "giovanni",
    "giuseppe", "glenn", "gordon", "graham", "greg", "gregory", "guido", "guillermo", "gustav",
    "gustavo", "hakan", "hamid", "hans", "harald", "harold", "harry", "hassan", "hector",
    "heinrich", "helmut", "henrik", "henry", "herbert", "hiroshi", "howard", "hugh", "hugo",
    "hussein", "ian", "ibrahim", "igor", "imran", "ismail", "ivan", "ivo", "jack", "jacob", "jake",
    "jamal", "james", "jan", "janusz", "jaroslaw", "jason", "javad", "javier", "jean", "jeff",
    "jeffrey", "jens", "jeremy", "jerry", "jim", "jimmy", "jiri", "joachim", "joao", "joe", "joel",
    "johan", "johannes", "john", "johnny", "jon", "jonas", "jonathan", "jorge", "jose",
    "josep", "joseph", "josh", "joshua", "josé", "joão", "juan", "julian", "justin", "jürgen",
    "karim", "karl", "karol", "kaspar", "kaspars", "kazuo", "keith", "kemal", "ken", "kenneth",
    "kevin", "khaled", "kofi", "kristian", "kurt", "kwame", "kyle", "lance", "larry", "lars",
    "laszlo", "lawrence", "len", "leo", "leon", "leonard", "leonid", "lester", "liam", "lloyd",
    "lorenzo", "lothar", "louis", "luc", "luca", "lucas", "luigi", "luis", "lukas", "luke",
    "maksim", "malcolm", "manuel", "marc", "marcel", "marco", "marcus", "marek", "mariano", "mario",
    "marius", "mark", "markus", "martin", "massimo", "mateo", "mats", "matt", "matteo", "matthew",
    "matthias", "maurice", "mauricio", "max", "mehmet", "michael", "miguel", "mike", "mikhail",
    "milos", "mitch", "mitt", "mohamed", "mohammad", "mohammed", "morten", "muhammad",
    "murat", "musa", "mustafa", "narendra", "nathan", "neil", "newt", "nicholas", "nick", "nicolas",
    "nigel", "nikolai", "nils", "noah", "olaf", "oleg", "oliver", "omar", "oscar", "oskar", "osman",
    "otto", "owen", "pablo", "paolo", "pascal", "patrick", "paul", "pavel", "pedro", "pekka",
    "peter", "phil", "philip", "pierre", "pieter", "piotr", "rafael", "rahul", "rajesh", "ralph",
    "ramon", "rand", "rashid", "raul", "raymond", "raúl", "recep", "reza", "ricardo", "richard",
    "rick", "rob", "robby", "robert", "roberto", "rodrigo", "roger", "roland", "ron",
    "ronald", "rory", "roy", "rudy", "rupert", "russell", "ryan", "salman", "sam", "samir",
    "samuel", "santiago", "satoshi", "scott", "seamus", "sean", "sebastian", "selim", "serge",
    "sergei", "sergey", "sergio", "seán", "shinzo", "simon", "stanley", "stefan", "stefano",
    "stephen", "steve", "steven", "stuart", "sunil", "sven", "tarik", "tariq", "taro", "ted",
    "teemu", "terry", "theo", "thomas", "tim", "timothy", "tobias", "tom", "tomas", "tomasz",
    "tommy", "tony", "trevor", "umberto", "vaclav", "valery", "vasily", "victor", "vikram",
    "viktor", "vincent", "vito", "vittorio", "vladimir", "volodymyr", "vuk", "walter", "warren",
    "wayne", "wesley", "will", "william", "wolfgang", "xavier", "xi", "yannick", "yuri", "yusuf",
    "zachary", "zoran",
})  # fmt: skip
FEMALE = frozenset({
    "abigail", "ada", "adriana", "agata", "agnes", "agnieszka", "aisha", "alba", "aleksandra",
    "alessandra", "alexandra", "alice", "alicia", "alina", "alma", "amal", "amanda", "amara",
    "amina", "amira", "amy", "ana", "anastasia", "andrea", "andrea-maria", "aneta", "angela",
    "angelica", "angelina", "anika", "anita", "anja", "anke", "ann", "anna", "annalena", "anne",
    "annette", "annie", "annika", "antonia", "astrid", "aurora", "ava", "aylin", "ayse", "barbara",
    "barbora", "beatrice", "beatriz", "bella", "berit", "beth", "betty", "beverly", "bianca",
    "birgit", "birgitta", "brenda", "bridget", "brigitte", "camilla", "carla", "carmen", "carol",
    "carolina", "caroline", "catherine", "cathy", "cecilia", "celia", "charlotte", "chelsea",
    "cheryl", "chiara", "chloe", "christina", "christine", "ciara", "cindy", "claire", "clara",
    "claudia", "claudine", "condoleezza", "constance", "cristina", "cynthia", "dagmar", "daniela",
    "danuta", "daphne", "darya", "debbie", "deborah", "delia", "denise", "diana", "diane", "dianne",
    "dina", "donna", "dora", "doris", "dorothy", "edith", "eileen", "elaine", "eleanor", "elena",
    "elif", "elisa", "elisabeth", "elise", "elizabeth", "ella", "ellen", "elsa", "emilia", "emily",
    "emine", "emma", "erin", "esme", "esther", "eugenia", "eva", "eve", "evelyn", "ewa", "farah",
    "fatima", "felicity", "fiona", "flora", "frances", "francesca", "frida",
    "friederike", "gabriela", "gabrielle", "gemma", "gerda", "gertrude", "gina",
    "gisela", "giulia", "gloria", "grace", "greta", "gudrun", "gunilla", "gwen", "halima", "hanna",
    "hannah", "harriet", "heather", "hedda", "heidi", "helen", "helena", "helga", "henrietta",
    "hilda", "hillary", "holly", "ida", "iman", "imogen", "ines", "inga", "inge", "ingeborg",
    "ingrid", "irene", "irina", "iris", "isabel", "isabella", "isabelle", "ivana", "ivanka",
    "jacinda", "jackie", "jacqueline", "jana", "jane", "janet", "jasmine", "jean", "jen",
    "jennifer", "jenny", "jessica", "jill", "joan", "joanna", "joanne", "johanna", "josephine",
    "joyce", "judith", "judy", "julia", "julie", "juliet", "juliette", "june", "kamala", "kamila",
    "karen", "karin", "karina", "karla", "katarina", "katarzyna", "kate", "katharina", "katherine",
    "kathleen", "kathy", "katie", "katja", "katrin", "kelly", "kellyanne", "kerstin", "khadija",
    "kimberly", "kirsten", "kirsty", "kristen", "laila", "lara", "larisa", "laura", "lauren",
    "layla", "lea", "leah", "leila", "lena", "leonie", "leticia", "lidia", "lila", "lina", "linda",
    "lisa", "liz", "loretta", "lori", "louise", "lucy", "ludmila", "luisa", "luise", "lydia",
    "lynn", "madeleine", "magda", "magdalena", "maja", "malala", "malin", "manuela", "mara",
    "marcela", "margaret", "margarethe", "margarita", "margot", "maria", "mariam", "mariana",
    "marie", "marina", "marine", "marion", "marta", "martha", "martina", "mary", "mathilde", "maya",
    "megan", "mei", "melania", "melanie", "melissa", "meredith", "mette", "mia", "michelle", "mina",
    "minna", "mira", "miriam", "mona", "monica", "monika", "nadia", "nadine", "nadja", "naima",
    "nancy", "naomi", "natalia", "natalie", "natasha", "nele", "nell", "nicola", "nicole",
    "nicoletta", "nikola", "nina", "noor", "nora", "norma", "nuria", "odile", "oksana", "olena",
    "olga", "olivia", "ottilie", "pamela", "paola", "patricia", "patrizia", "patty", "paula",
    "paulina", "pauline", "penelope", "petra", "philippa", "phoebe", "pia", "polina", "priya",
    "rachel", "rana", "raquel", "rebecca", "rebekka", "regina", "renata", "rita", "roberta", "rosa",
    "rosalind", "rose", "rosemary", "roxana", "ruby", "ruth", "sabine", "sabrina", "safia", "saga",
    "sally", "salma", "samantha", "sandra", "sanja", "sanna", "sara", "sarah", "sari", "saskia",
    "selma", "sharon", "sheila", "sibylle", "signe", "sigrid", "silke", "silvia", "simone",
    "siobhan", "sofia", "sonia", "sonja", "sophie", "stella", "stephanie", "sunita", "susan",
    "sushila", "suzanne", "svenja", "svetlana", "sylvia", "tamara", "tammy", "tania", "tanja",
    "tara", "tatiana", "teresa", "tess", "tessa", "thea", "theresa", "tiina", "tina", "tove",
    "tracy", "trine", "tulsi", "ulla", "ulrike", "uma", "ursula", "ute", "valentina", "valeria",
    "valerie", "vanessa", "vera", "veronica", "vesna", "victoria", "viola", "violeta", "virginia",
    "viviane", "wendy", "wilma", "yasmin", "ylva", "yolanda", "yulia", "yvonne", "zainab", "zara",
    "zeynep", "zoe", "zofia", "zsofia", "zuzana",
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
