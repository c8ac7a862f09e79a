"""Words that decide whether a change is fair, as words.key_of has them."""

import re

from claims.text.quote_checking.words import word_key


def _keys(words: str) -> frozenset[str]:
    return frozenset(word_key(words).split())


NEGATIONS = _keys(
    "no not never none nobody nothing nowhere neither nor without cannot hardly barely ain't "
    "nicht nichts nie niemals niemand nirgends weder ohne niet nooit niemand niets geen zonder "
    "ne pas jamais aucun aucune rien nul nulle sans ni "
    "nunca jamás ningún ninguno ninguna nadie nada tampoco sin "
    "não nenhum nenhuma ninguém nem sem non mai nessun nessuno nessuna niente nulla né senza "
    "не нет ни никогда никто ничто ничего нигде нельзя без "
    "ні немає ніколи ніхто нічого жоден жодна жодного "
    "nie nigdy nikt nic nigdzie żaden żadna żadne bez není nikdy nikdo "
    "inte ej aldrig ingen inget inga ikke ikkje aldri nicht nem sem ei eivät "
    "δεν δε μην όχι ποτέ değil yok hayır לא אין בלי לבלי لا لم لن ليس ليست بدون नहीं न मत "
    "不 没 沒 未 无 無 không chưa tidak bukan 안"
)
NEGATED = re.compile(
    r".*n't|n'.*|(?:ca|could|did|do|does|had|has|have|is|should|was|were|wo|would)nt"
    r"|kein(?:e[mnrs]?)?"
)
# Where words are not parted by spaces; in Thai the same insertion can be read in two ways.
NEGATING = re.compile("ない|なかった|なく|ません|ずに|않|못|없|ไม่|ม่ไ")

FUNCTION_WORD_KEYS = _keys(
    "a an the this that these those i you he she it we they me him her us them my your his its our "
    "their mine yours hers ours theirs myself yourself himself herself itself ourselves themselves "
    "who whom whose which what where when why how there here and or but so yet if then than as at "
    "by for from in into of off on onto out over per to toward towards under up upon with within "
    "about after before between through during since until till because while whether although "
    "though am is are was were be been being do does did have has had having will would shall "
    "should can could may might must now "
    "one oh ah yes yeah "
    "mr mrs ms miss sir madam dr prof "
    "it's that's i'm i've i'll i'd we're we've we'll we'd you're they're he's she's there's let's "
    "der die das den dem des ein eine einen einem einer eines und oder aber zu im am vom zum mit "
    "von für auf an aus bei nach ist sind war es er sie wir ihr ich du dass auch noch "
    "le la les l un une du de au aux et ou mais que qui en dans sur pour par avec est il elle on "
    "nous vous ils ce cette ces je tu se sa son ses "
    "el los las lo una unos del al y o pero con por para es su sus yo "
    "os as um uma do da dos das e em na nos com que é "
    "i gli uno della dei di da che è ho "
    "в на с к о у и а но что как по из за от для это он она они мы вы я то же бы "
    "й та але що як до від це він вона вони ми ви "
    "w z na do o i oraz ale że się to jest są "
)
FILLERS = _keys("uh um uhm er erm eh ah oh hm hmm mm äh ähm euh eeh эм ээ え ー")

# Beside the English cardinals, which claims.text.figures reads; an article is no number.
NUMERALS = {
    key: numeral
    for numeral, words in {
        "2": "zwei deux dos dois duas due два две дві dwa dwie 二 两 兩",
        "3": "drei trois tres três tre три trzy 三",
        "4": "vier quatre cuatro quatro quattro четыре чотири cztery 四",
        "5": "fünf cinq cinco cinque пять п'ять pięć 五",
        "6": "sechs six seis sei шесть шість sześć 六",
        "7": "sieben sept siete sete sette семь сім siedem 七",
        "8": "acht huit ocho oito otto восемь вісім osiem 八",
        "9": "neun neuf nueve nove девять дев'ять dziewięć 九",
        "10": "zehn dix diez dez dieci десять dziesięć 十",
        "11": "elf onze once undici одиннадцать одинадцять jedenaście",
        "12": "zwölf douze doce doze dodici двенадцать дванадцять dwanaście",
        "20": "zwanzig vingt veinte vinte venti двадцать двадцять dwadzieścia",
        "30": "dreißig trente treinta trinta trenta тридцать тридцять trzydzieści",
        "40": "vierzig quarante cuarenta quarenta quaranta сорок czterdzieści",
        "50": "fünfzig cinquante cincuenta cinquenta cinquanta пятьдесят п'ятдесят pięćdziesiąt",
        "100": "hundert cent cien cem cento сто",
        "1000": "tausend mille mil тысяча тысячи тысяч тисяча тисяч tysiąc",
        "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "6th": "sixth",
        "7th": "seventh", "8th": "eighth", "9th": "ninth", "10th": "tenth",
        "percent": "%",
        "and": "&",
    }.items()
    for key in _keys(words)
}  # fmt: skip

# Two ways of writing the same words: each pattern is written as what follows it. Applied to both
# sides, it does no harm where it makes a word that there is not.
SAME = [
    (re.compile(pattern), written)
    for pattern, written in (
        (r"\bcan't|\bcant\b|\bcannot\b", "can not"),
        (r"\bwon't", "will not"),
        (r"\bshan't", "shall not"),
        (r"(?<=\w)n't", " not"),
        (r"\blet's\b", "let us"),
        (r"'re\b", " are"),
        (r"'ve\b", " have"),
        (r"'ll\b", " will"),
        (r"\bi'm\b", "i am"),
        (r"\bgonna\b", "going to"),
        (r"\bwanna\b", "want to"),
        (r"\bgotta\b", "got to"),
        (r"\b'?cause\b", "because"),
        # British and American.
        (r"(?<=\w{3})is(?=(?:e|ed|er|ers|es|ing|ation|ations)\b)", "iz"),
        (r"(?<=\wal)ys(?=(?:e|ed|er|ers|es|ing)\b)", "yz"),
        (r"(?<=\w{2})our(?=(?:able|ably|ed|er|ers|ful|hood|ing|ist|ite|ites|less|s|y)?\b)", "or"),
        (r"(?<=\w[bt])re(?=(?:d|s)?\b)", "er"),
        (r"(?<=[aeiou][bcdglmnprstv][aeo])ll(?=(?:ed|er|ers|ing|ings|or|ors)\b)", "l"),
        (r"(?<=\w[aeiou]l)l(?=(?:ment|ments|ful|fully)?\b)", ""),
        (r"(?<=\w{2}og)ue(?=s?\b)", ""),
        (r"\b(def|off|lic|pret)ence", r"\1ense"),
        (r"\bpractis", "practic"),
        (r"(?<=[a-z])ae(?=d|st|m)|(?<=\b[fo])oe(?=t|s)", "e"),
        (r"(?<=judg)ement|(?<=ledg)ement", "ment"),
        (r"\bage(?=ing\b)", "ag"),
        (r"(?<=\wward)s\b", ""),
        (r"\b(among|amid|while|whil)st\b", r"\1"),
    )
]
SPELLINGS = {
    "aluminum": "aluminium", "check": "cheque", "gray": "grey",
    "jewelry": "jewellery", "learned": "learnt", "maneuver": "manoeuvre", "mom": "mum",
    "mold": "mould", "plow": "plough", "program": "programme", "programs": "programmes",
    "skeptic": "sceptic", "skeptical": "sceptical", "skepticism": "scepticism",
    "spelled": "spelt", "tire": "tyre", "tires": "tyres", "whil": "while", "ok": "okay",
    "mr": "mister", "dr": "doctor", "vs": "versus",
}  # fmt: skip
