"""Classes of English words that tell assertions from wishes, greetings and opinions.

A word is in one class only, the one that it is in most often. The names of the classes are part of
weights.json: whoever changes a class runs bin/train_scoring.py.
"""

CLASSES = {
    # What can be counted, measured and dated.
    "numeral": """
        dozen dozens eight eighteen eighty eleven fifteen fifty five forty four fourteen half
        nine nineteen ninety one-third quarter seven seventeen seventy six sixteen sixty ten
        third thirteen thirty three twelve twenty twice two""",
    "magnitude": "billion billions hundred hundreds million millions thousand thousands trillion",
    "money": "$ cent cents dollar dollars euro euros penny pounds yen ¢ £ ¥ €",
    "percent": "% average median per percent percentage rate rates ratio",
    "month": """
        april august december february friday january july june march monday november october
        saturday september sunday thursday tuesday wednesday""",
    "period": """
        annual annually centuries century daily day days decade decades generation generations
        hour hours midnight minute minutes month monthly months noon spring summer week weekly
        weeks winter year yearly years""",
    "past": """
        ago already earlier former formerly last past previous previously recent recently since
        yesterday""",
    "now": "current currently now nowadays presently soon today tomorrow tonight upcoming",
    "amount": """
        all amount amounts both double entire every few fewer many more most much nearly number
        numbers over several total triple whole""",
    "comparison": """
        best better bigger biggest faster fastest fewest greater greatest higher highest larger
        largest least less longer longest lower lowest oldest record slower smaller smallest
        stronger than worse worst youngest""",
    # What was done, is being done, will be done.
    "change": """
        add adds build builds change changes climb climbs close closes create creates cuts
        cutting decline declines decrease decreases doubles drop drops eliminate eliminates end
        ends expand expands extend fall falls gain gains grow growing grows growth hike hikes
        improve improves increase increases increasing lose loses losing loss losses lowers open
        opens raise raises raising reduce reduces reducing reduction reductions replace rise
        rises rising save saves savings shrink shrinks slash spend spending spends start starts""",
    "changed": """
        added built changed climbed closed created cut declined decreased doubled dropped
        eliminated ended expanded extended fell gained grew grown hiked improved increased lost
        lowered opened quadrupled raised reduced replaced rose saved shrank slashed spent started
        tripled""",
    "said": """
        accused acknowledged admitted agreed alleged announced argued asked asserted called
        charged claimed claims confirmed declared denied disclosed explained indicated insisted
        pledged predicted promised proposed quoted rejected reported reports revealed said say
        says signed stated suggested supported testified told urged vetoed voted votes vowed
        warned wrote""",
    "did": """
        adopted advocated appointed approved arrested attacked awarded balanced became began born
        bought broke brought came caught caused chose collected committed compared completed
        concerned conducted considered constructed convicted cooperated covered dealt defeated
        delivered deployed described designed destroyed developed diagnosed did died discovered
        distributed drew drove elected enacted endorsed engaged entered established exceeded
        existed experienced exported failed filed financed finished followed fought found founded
        funded gave generated graduated granted happened heard held helped hired hit implemented
        inherited installed introduced invaded invested issued joined kept killed knew launched
        led left lived looked made maintained married merged met missed moved named negotiated
        obtained opposed ordered organized owned paid partnered passed planted prevented produced
        protected provided published purchased put ran ranked reached received recommended
        recovered recruited reelected released relocated removed renewed repealed resigned
        restored retired returned saw secured sent served set settled shipped shot showed shut
        sold spoke stole stood stopped struck sued talked taught thought took tracked trained
        transferred traveled treated tried turned united used visited wasted went withdrawn
        withdrew won worked""",
    "done": """
        become been begun broken come done drawn driven fallen forgotten frozen given gone hidden
        known meant proven risen seen shown spoken stolen taken thrown worn written""",
    "was": "was wasn't were weren't",
    "is": "am are aren't be being he's i'm is isn't it's she's they're we're you're",
    "have": "had hadn't has hasn't have haven't having i've they've we've who've you've",
    "do": "didn't do does doesn't doing don't",
    "pledge": """
        announce announcing calling commit commitment going gonna he'll i'll introducing it'll
        launch launching plan planned planning plans pledge promise promises propose proposes
        proposing she'll sign signing they'll we'll will won't""",
    "works": """
        allow allows applies apply causes contain contains cost costs cover covers employ employs
        fund funds include includes including lead leads own owns pay pays produce produces
        prohibits provide provides receive receives require requires result results runs serve
        serves supports teaches uses""",
    "deed": """
        accept achieve ask avoid bring buy call carry choose compete conduct continue control
        convince cooperate defend deliver deny destroy develop discuss earn encourage enforce
        enter establish fight find finish fix follow get give go guarantee handle happen help
        hire hold impose join keep kill learn leave listen live look maintain make manage meet
        move negotiate offer oppose participate pass persuade pick prevent promote protect prove
        publish pull pursue push reach read recommend reform reject release remove repeal resolve
        respond restore return run secure sell send settle solve speak stand stay stop strengthen
        support sustain take talk teach tell threaten throw train travel treat try turn use veto
        visit walk watch win work write""",
    # What is wished, weighed or asked rather than asserted.
    "norm": """
        cannot deserve deserves got gotta let let's must need needed needs ought shall should
        shouldn't""",
    "perhaps": """
        can can't could couldn't i'd if imagine may maybe might perhaps possibly probably they'd
        unless we'd whether would wouldn't you'd""",
    "opinion": """
        agree appreciate believe believes cares consider disagree doubt expect fear feel feels
        guess hope hopes know like love mean opinion remember respect see seems suppose sure
        think thinks trust understand view want wanted wants wish wonder""",
    "rite": """
        applause bless commend congratulate congratulations distinguished evening fellow friends
        gentlemen good goodbye grateful gratitude hello honor honored ladies morning please
        pleased privilege recognize sorry thank thanks welcome""",
    "praise": """
        able absolutely accurate adequate afraid amazing angry appropriate aware bad basic
        beautiful big bold brave bright certain clear common complete confident critical
        dangerous decent deep different difficult disgraceful easy effective enormous enough
        entirely essential excellent expensive extraordinary extreme fair false fantastic fine
        fundamental genuine glad great happy hard heavy helpful high honest horrible huge
        important incredible innocent interested interesting irresponsible just little massive
        negative nice obvious optimistic outrageous outstanding popular positive possible
        powerful prepared proud ready real really reckless responsible rich ridiculous right sad
        safe serious significant simple smart special strong successful terrible tough tougher
        tremendous true truly unacceptable unfair useful vast vigorous vital vulnerable weak
        willing wonderful worried wrong""",
    "very": """
        actually basically certainly completely definitely exactly extremely frankly fully indeed
        obviously particularly pretty quite rather simply somehow strongly surely totally
        unfortunately very well""",
    "value": """
        ability attitude belief beliefs challenge challenges character compassion confidence
        courage culture decency dedication democracy destiny determination dignity direction
        dream dreams duty fairness faith freedom future generosity god greatness heart hearts
        honesty idea ideals ideas independence integrity journey leadership liberty mission
        moment obligation obligations opportunities opportunity passion path patriotism peace
        philosophy potential prayer prayers pride principle principles priorities priority
        progress prosperity purpose responsibility sacrifice sacrifices soul spirit strength
        strive success together tragedy truth unity value values vision way ways wisdom""",
    "asking": "how what what's when where who's why",
    "not": "neither never no nobody none nor not nothing",
    # Who and what is spoken of.
    "i": "i me my myself",
    "we": "our ours ourselves us we",
    "you": "you your yours yourself yourselves",
    "he": "he her hers herself him himself his she",
    "they": "their theirs them themselves they",
    "it": "it its itself that that's there there's these this those",
    "who": "which who whom whose",
    "vague": """
        anybody anyone anything anywhere bit bunch everybody everyone everything everywhere folks
        guy guys issue issues kind lot lots matter matters mess others people piece point problem
        problems question questions reason somebody someone something sort sorts stake stuff
        subject thing things world""",
    "thing": """
        action actions advantage approach area areas aspect attempt attention balance basis case
        cause chance choice choices circumstances comment comments concern concerns consequence
        consequences crisis debate debates difference differences difficulties discussion effect
        effort efforts example extent fact factor facts failure goal goals group groups influence
        judgment kinds lesson level levels line mistake mistakes nature part parts picture place
        places policies position positions possibility power pressure process quality
        relationship rest role sense side situation standard standards step steps story strategy
        task term terms threat times tool tools views words worth""",
    "person": """
        actor admiral agents allies ambassador analyst attorney author boy boys brother candidate
        candidates chairman chairwoman chancellor chief child children citizen citizens colonel
        commander commissioner congressman congressmen congresswoman couple criminals daughter
        daughters defendant dictator dictators director doctor doctors economist economists
        elderly employee employees employer employers enemies engineer engineers entrepreneurs
        expert experts families family farmer farmers father firefighter firefighters general
        girl girls governor governors graduates grandchildren grandfather grandmother heroes
        homeless homeowner homeowners hostages husband immigrants infant infants inmate inmates
        judge justice kids lawyer lawyers leader leaders lieutenant lobbyists man mayor member
        members men middle-class minister mother neighbors nurse nurses officer officers official
        officials owner owners parent parents patient patients president presidents prisoner
        prisoners professor pupils refugee refugees representative resident residents retirees
        scientist scientists secretary senator senators seniors sheriff sister soldier soldiers
        son sons speaker spokesman spokesperson spokeswoman student students taxpayer taxpayers
        teacher teachers terrorist troops veteran veterans victims voters wife woman women worker
        workers youngsters youth""",
    "america": "america american americans",
    "body": """
        administration agencies agency airline airport ally army assembly association authority
        bank banks base bases board branch bureau bureaucracies bureaucracy business businesses
        cabinet campaign chamber church cities city college colleges commission committee
        communities community companies company congress corporate corporation corporations
        council counties country county court courts delegation democrat democrats department
        departments district districts division factories factory federal firm firms force forces
        foundation government guard hospitals house industries industry institute islands jail
        labor legislature libraries library media ministry museum nation nations navy
        neighborhood neighborhoods network newspaper office offices organization panel park parks
        parliament parties party police press prison prisons province republican republicans
        school schools sector sectors senate shop staff state states station television territory
        town towns union unions universities university""",
    "rule": """
        act agenda agreement amendment amnesty appointment assessment audit award awards ban bill
        bills budget budgets census charge charter code commitments constitution contract
        contracts convention curriculum data deal decision decisions document draft election
        elections embargo evidence exam expenditures guidelines initiative investigation law laws
        lawsuit legislation license mandate measure ordinance permits platform policy poll
        program programs project projects proposal provision provisions quotas regulation
        regulations report resolution rule rules ruling sanctions scheme statistics statute
        studies study subpoena summit survey system treaties treaty trial verdict vote voucher
        vouchers""",
    "economy": """
        aid bankruptcy bonds capital cash compensation credit credits debt debts deductions
        deficit deficits depreciation dividend earnings economy employment enterprise expense
        expenses export exports finance funding gdp goods grants gross import imports incentive
        incentives income incomes inflation interest investment investments job jobs loan loans
        loophole loopholes manufacturing market markets minimum mortgage oil payment payments
        pension pensions poverty premiums price prices production productivity profit profits
        property recession relief retirement revenue revenues salaries salary sales shortfall
        stamps stock stocks subsidies subsidy surplus tariff tariffs tax taxes trade tuition
        unemployment wage wages wealth""",
    "matter": """
        abortion acreage acres agriculture air aircraft airplane arms attack attacks auto
        automobile automobiles battle benefits bomb bombers bombs book books border borders
        bridge bridges broadband building buildings bus cancer car care cars cases center centers
        class classes coal cocaine combat computer computers construction coverage crime crimes
        crops cruise death deaths disability disease drilling drug drugs earthquake earthquakes
        education electricity emissions energy engineering environment equipment farm farms fire
        flood food fuel gas gasoline genocide graduation grain ground gun guns handguns health
        health-care healthcare highway highways homes hospital houses housing immigration
        infrastructure insurance internet island lake lakes land lives machines mail materials
        medicaid medicare medicine miles mine missile missiles murder murders narcotics nuclear
        pandemic parking plant plants pollution population prescription proliferation railroad
        reading research river rivers road roads satellite scores security ship ships shooting
        social software soil space steel storm street streets technology telephone terrorism
        terrorists test testing tests toxic traffic trains transportation truck trucks vaccine
        vaccines vehicle vehicles violence virus war wars waste water waterway waterways weapon
        weapons welfare wells wetlands wind""",
    "field": """
        agricultural atomic civil constitutional criminal diplomatic domestic economic
        educational environmental executive financial fiscal foreign global industrial
        international judicial legal local medical military municipal national political
        presidential private public racial rural scientific solar statewide strategic technical
        urban""",
}

# Words without which no pattern could be read: each is a class of its own.
FUNCTION_WORDS = """
    a about after again against although among an and as at away back because before between but
    by down during even ever for from in into of off on only or out so still the through to too
    under until up upon while with within without"""

CLASS_OF = {word: word for word in FUNCTION_WORDS.split()} | {
    word: name for name, words in CLASSES.items() for word in words.split()
}

# Of a word in no class, its ending says something; the longest that fits counts.
ENDINGS = {
    "able": "-al",
    "al": "-al",
    "ed": "-ed",
    "er": "-er",
    "est": "-est",
    "ful": "-al",
    "ible": "-al",
    "ing": "-ing",
    "ity": "-tion",
    "ive": "-al",
    "ly": "-ly",
    "ment": "-tion",
    "ness": "-tion",
    "ous": "-al",
    "s": "-s",
    "tion": "-tion",
}
