"""Predications: who does what to whom, whatever the grammar, on sentences written for the purpose.

A case is a sentence and what must be read in it: a predicate's lemma, and for each role named the head words of its
participants ("role=" where there must be none). Roles that a case does not name are free.
"""

import pytest
from predicating import Reading, roles, told


@pytest.fixture(scope="module")
def reading(parser):
    return Reading(parser)


def check(reading, text, expected):
    lemma, *parts = expected.split(" ")
    while parts and "=" not in parts[0]:
        lemma += f" {parts.pop(0)}"
    names = [part.split("=")[0] for part in parts]
    candidates = [p for p in reading(text) if p.lemma == lemma]
    assert candidates, [told(p) for p in reading(text)]
    assert " ".join(parts) in [roles(p, names) for p in candidates]


def cases(table):
    """Parametrize over "sentence | expected | expected" lines."""
    rows = [[part.strip() for part in line.split("|")] for line in table.strip().splitlines() if line.strip()]
    return pytest.mark.parametrize(("text", "expected"), [(row[0], one) for row in rows for one in row[1:]])


@cases(
    """
Rebel fighters attacked a government convoy near Idlib on Monday. | attack subject=fighters object=convoy near=Idlib
A government convoy was attacked by rebel fighters near Idlib. | attack subject=fighters object=convoy
A government convoy was attacked near Idlib. | attack subject= object=convoy
A convoy was stopped at a checkpoint by soldiers. | stop subject=soldiers object=convoy
A convoy was stopped at a bridge by noon. | stop subject= object=convoy
The guards were surrounded and threatened by soldiers. | surround subject=soldiers | threaten subject=soldiers
The town was retaken from the rebels by the army. | retake subject=army object=town from=rebels
The convoy came under fire and was looted by gunmen. | loot subject=gunmen object=convoy
Germany gave Ukraine tanks. | give subject=Germany object=tanks recipient=Ukraine
Ukraine was given tanks by Germany. | give subject=Germany object=tanks recipient=Ukraine
The army has been shelling the village. | shell subject=army object=village
"""
)
def test_active_and_passive(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
The rebels who attacked the convoy fled to Turkey. | attack subject=rebels object=convoy | flee subject=rebels to=Turkey
The convoy that the rebels attacked was carrying food. | attack subject=rebels object=convoy
The student the officer killed was a Christian. | kill subject=officer object=student
The rebels against whom the army fought surrendered. | fight subject=army against=rebels
The town, which rebels had seized in May, was retaken. | seize subject=rebels object=town
Iran's president, who met his counterpart, praised Syria. | meet subject=president object=counterpart
The officer whose men killed the student was jailed. | kill subject=men object=student
Kenya fears the aid the US continues to provide to the rebels. | provide subject=US object=aid to=rebels
Fighters from Britain who joined the militia attacked the army. | join subject=Fighters object=militia
"""
)
def test_relative_clauses(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
The convoy attacked by the rebels was carrying food. | attack subject=rebels object=convoy
Rebels attacking the convoy killed two drivers. | attack subject=Rebels object=convoy | kill subject=Rebels
The army, backed by Russian jets, advanced on Homs. | back subject=jets object=army | advance subject=army on=Homs
Backed by Russian jets, the army advanced on Homs. | back subject=jets object=army
The soldiers sent to guard the village fled. | send object=soldiers subject=
Jets bombed the town, killing five civilians. | kill subject=Jets object=civilians
The town was bombed by jets, killing five civilians. | kill subject=jets object=civilians
After capturing the town, the rebels executed the mayor. | capture subject=rebels object=town
The mayor was executed after being captured by rebels. | capture subject=rebels object=mayor
The minister, meeting the king in Rabat, praised Morocco. | meet subject=minister object=king
"""
)
def test_participles(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
Kenya agreed to send troops to Somalia. | send subject=Kenya object=troops
Soldiers were seen running from the rebels. | run subject=Soldiers from=rebels
Moscow helped Damascus recapture the city. | recapture subject=Damascus object=city | help object=Damascus
The militia forced villagers to leave their homes. | leave subject=villagers object=homes
Villagers were forced by the militia to leave their homes. | leave subject=Villagers | force subject=militia
Hezbollah was forced to leave the village by the army. | force subject=army object=Hezbollah | leave by=
Iran promised Iraq to withdraw its troops. | withdraw subject=Iran
Iran asked Iraq to withdraw its troops. | withdraw subject=Iraq
The UN called on Israel to halt the offensive. | halt subject=Israel
The UN called for Israel to withdraw from Gaza. | withdraw subject=Israel from=Gaza
Kenya agreed on Friday to send troops to Somalia. | send subject=Kenya object=troops
The UN appealed to Israel to open the crossing. | open subject=Israel
Police used batons to disperse protesters. | disperse subject=Police object=protesters
Turkey prevented refugees from crossing the border. | cross subject=refugees object=border
Germany joined France in condemning Iran. | condemn subject=Germany object=Iran
The army is said to have killed the rebel leader. | kill subject=army object=leader
Serbia wants Kosovo to withdraw police. | withdraw subject=Kosovo | want subject=Serbia object=Kosovo
Turkey let refugees cross the border. | cross subject=refugees | let object=refugees
Witnesses saw soldiers shooting at protesters. | shoot subject=soldiers at=protesters
The decision by France to send troops to Mali was criticised. | send subject=France object=troops
The court found the general guilty of killing protesters. | kill subject=general object=protesters
"""
)
def test_infinitives_and_control(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
The Togolese president left after talks with Benin. | talk subject=president with=Benin
Speaking after a meeting with the Ghanaian envoy, the minister blamed Mali. | meeting subject=minister with=envoy
Following his talks with the pope, Biden praised Cuba. | talk subject=Biden with=pope
During a visit to Oslo, the king praised Iceland. | visit subject=king to=Oslo
The king praised Iceland after Denmark's talks with Norway. | talk subject= possessor=Denmark
The king left after talks between Denmark and Norway. | talk subject= between=Denmark+Norway
The king left after an attack on Oslo. | attack subject= on=Oslo
The king spoke at the meeting. | meeting subject=
Chad retaliated with an attack on the rebels. | attack subject=Chad on=rebels
"""
)
def test_events_beside_what_is_done(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
Peru described the plan as unlawful. | describe subject=Peru object=plan as=unlawful
Peru described the plan as a mistake. | describe subject=Peru object=plan as=mistake
Peru considers the militia a hostile group. | hostile subject=militia
The troops pulled back from Lima. | pull subject=troops from=Lima
"""
)
def test_what_something_is_described_as(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
Ankara accused the militia of shelling a hospital. | shell subject=militia object=hospital
The ministry (in a statement) accused rebels of attacking the convoy. | attack subject=rebels object=convoy
Iran was accused by Israel of arming Hezbollah. | arm subject=Iran object=Hezbollah | accuse subject=Israel
The man, accused by Israel of spying for Iran, was jailed. | spy subject=man for=Iran
Saudi Arabia blamed Iran for attacking the oil plant. | attack subject=Iran object=plant
Iran was blamed by Egypt for the attack on the plant. | attack subject=Iran on=plant
Officials blamed the attack on rebels. | attack subject=rebels
Two men were arrested on suspicion of attacking a mosque. | attack subject=men object=mosque
"""
)
def test_accusations(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
Russia and Syria bombed Aleppo and shelled Homs. | bomb subject=Russia+Syria object=Aleppo | shell subject=Russia+Syria
Soldiers shelled and bombed the village. | shell subject=Soldiers object=village | bomb object=village
Rebels kidnapped the mayor, killed his guard and burned his house. | kill subject=Rebels object=guard
The mayor was kidnapped and later killed by rebels. | kidnap object=mayor | kill subject=rebels object=mayor
Ten people were killed and twenty wounded when a bomb exploded. | kill object=people | wound object=twenty subject=bomb
Dozens of protesters attacked a group of soldiers. | attack subject=protesters object=soldiers
The bomb killed ten people, including two Turkish soldiers. | kill object=people+soldiers
Countries such as France condemned Iran. | condemn subject=Countries+France
Armenia and Azerbaijan attacked each other. | attack subject=Armenia+Azerbaijan object=Armenia+Azerbaijan
Iran, Russia and Turkey agreed on a ceasefire. | agree subject=Iran+Russia+Turkey on=ceasefire
Saudi Arabia, the UAE, Bahrain and Egypt left. | leave subject=Arabia+UAE+Bahrain+Egypt
Hamas, the Palestinian group, and Israel agreed on a ceasefire. | agree subject=Hamas+Israel
"""
)
def test_coordination_and_quantifiers(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
The president, Juma Koro, met the rebel leader, Ali Said. | meet subject=president object=leader
The raid, the third in a week, killed four fighters. | kill subject=raid object=fighters
"""
)
def test_apposition(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
Rebels launched an attack on an army post. | attack subject=Rebels on=post
Diplomats from Sudan held talks with Egypt. | talk subject=Diplomats with=Egypt
A battle between the army and the rebels took place near Tikrit. | battle between=army+rebels near=Tikrit
The patrol came under fire from gunmen. | fire object=patrol subject=gunmen
The convoy came under attack by gunmen. | attack object=convoy subject=gunmen
The soldiers returned fire. | fire subject=soldiers
Beijing issued a warning to Taipei. | warning subject=Beijing recipient=Taipei
Sudan reached an agreement with Egypt. | agreement subject=Sudan with=Egypt
Washington imposed sanctions on Iran. | sanction subject=Washington on=Iran
The minister paid a visit to Baghdad. | visit subject=minister to=Baghdad
The president is on a visit to Cairo. | visit subject=president to=Cairo
Dockers went on strike at a Peruvian firm. | strike subject=Dockers at=firm
The attack was carried out by the Taliban. | attack subject=Taliban
Ten people died in the attack, carried out by rebels. | attack subject=rebels
The group was behind the attack on the embassy. | attack subject=group on=embassy
The group claimed responsibility for the attack on the market. | attack on=market
The village was the target of an attack by Boko Haram. | attack object=village by=Haram
The rebels were responsible for the attack on the convoy. | attack subject=rebels on=convoy
Police foiled an attack on the bus by rebels. | attack by=rebels on=bus object=
"""
)
def test_light_verbs(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
US airstrikes on a village killed ten people. | airstrike modifier=US on=village | kill subject=airstrikes+US
US drone strikes killed the leader. | strike modifier=drone+US
Clashes between the army and protesters left three dead. | clash between=army+protesters
Clashes erupted in Basra between police and protesters. | clash between=police+protesters
The journalist's arrest by the police drew criticism. | arrest possessor=journalist by=police
The US-Russia confrontation worried Berlin. | confrontation modifier=US-Russia
It was the latest in a series of standoffs between Turkish and Greek ships. | standoff between=ships
An exchange of fire between Indian and Pakistani troops killed two. | fire between=troops
The killing of the mayor by gunmen shocked the town. | killing of=mayor by=gunmen
Talks with Iran collapsed. | talk with=Iran
An attack by rebels on the president failed. | attack by=rebels on=president
An attack on a market near Mopti by rebels killed ten. | attack on=market by=rebels
Ten people were killed in an attack on a market by rebels. | attack on=market by=rebels
Fighting between the two armies continued on Sunday. | fighting between=armies
Russia's bombing of Aleppo was condemned. | bombing possessor=Russia of=Aleppo
A rebel attack killed ten. | kill subject=attack+rebel object=ten
"""
)
def test_nominal_predicates(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
Fighters loyal to the general seized the airport. | loyal subject=Fighters to=general | seize subject=Fighters
Hungary is ready to help Serbia. | ready subject=Hungary | help subject=Hungary object=Serbia
The senator was critical of Saudi Arabia. | critical subject=senator of=Arabia
France is opposed to sending troops to Libya. | opposed subject=France | send subject=France object=troops
"""
)
def test_adjectives(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
Into the square marched thousands of protesters. | march subject=protesters into=square
"We will attack Israel," said the commander. | say subject=commander
Rebels, the ministry said, attacked the convoy. | attack subject=Rebels object=convoy | say subject=ministry
According to the ministry, rebels attacked the convoy. | attack subject=rebels object=convoy
Mali, he said, had attacked Niger. | attack subject=Mali object=Niger
DAKAR, Senegal - Gunmen attacked a bus in Mali. | attack subject=Gunmen object=bus
BEIRUT (Reuters) - Syrian rebels shot down a jet. | shoot down subject=rebels object=jet
KABUL: Taliban fighters killed six policemen. | kill subject=fighters object=policemen
Iran, Russia sign defence pact | pact subject=Iran+Russia
Two soldiers killed in Mali raid | kill object=soldiers
EU to impose sanctions on Belarus | sanction subject=EU on=Belarus
Turkish military strikes Kurdish positions in Iraq | strike subject=military object=positions
"""
)
def test_inversion_datelines_and_headlines(reading, text, expected):
    check(reading, text, expected)


@cases(
    """
Troops advanced on the town, with jets bombing rebel positions. | bomb subject=jets object=positions
Israeli jets attacked suspected Hezbollah bases. | attack subject=jets object=bases
At least 20 people fled when suspected gunmen stormed a village. | storm subject=gunmen object=village
The rebels have handed over 50 prisoners to the Red Cross. | hand over object=prisoners
The army lifted its ban on rallies. | lift object=ban on=rallies
With tanks shelling the town, residents fled. | shell subject=tanks object=town | flee subject=residents with=
The border was closed amid clashes between militias and police. | clash between=militias+police
The attack prompted Egypt to close its border. | close subject=Egypt object=border
Gunmen seized the mayor, which prompted Egypt to close its border. | prompt subject=Gunmen object=Egypt
The rebels fled after clashes with the army that left dozens dead. | leave subject=clashes
Rebels took three aid workers hostage. | take subject=Rebels object=workers
Five people were killed in an airstrike by Russian jets. | kill subject=jets object=people
Two villagers were wounded when soldiers opened fire. | wound subject=soldiers object=villagers
He was killed when he attacked an officer. | kill subject= object=He
Ten people were killed in shelling by the army. | shelling by=army | kill subject=army
"""
)
def test_circumstances_and_consequences(reading, text, expected):
    check(reading, text, expected)


@pytest.mark.parametrize(
    ("text", "lemma", "demanded"),
    [
        ("The king dismissed the minister, as the miners had demanded.", "dismiss", ["miners"]),
        ("The king resigned, as demanded by the miners.", "resign", ["miners"]),
        ("The king plans to dismiss the minister, as the miners have asked.", "dismiss", ["miners"]),
        ("Bowing to the miners, the king dismissed the minister.", "dismiss", ["miners"]),
        ("The king dismissed the minister, satisfying a demand of the miners.", "dismiss", ["demand"]),
        ("The king gave in to the miners and dismissed the minister.", "dismiss", ["miners"]),
        ("The king resigned after weeks of protests by the miners.", "resign", ["protests"]),
        ("The king resigned under pressure from the miners.", "resign", ["pressure"]),
        ("The king scrapped the tax in response to protests by the miners.", "scrap", ["protests"]),
        ("The king scrapped the tax to appease the miners.", "scrap", ["miners"]),
        ("The king introduced reforms sought by the miners.", "introduce", ["miners"]),
        ("The king resigned after weeks of rain.", "resign", []),
        ("The king resigned in protest at the tax.", "resign", []),
        ("The king must stop appeasing the miners.", "stop", []),
        ("The king dismissed the minister as the miners demanded answers.", "dismiss", []),
        ("Praising the miners, the king dismissed the minister.", "dismiss", []),
    ],
)
def test_whose_demand_an_act_meets(reading, text, lemma, demanded):
    assert [word.text for word in reading.one(text, lemma).roles.get("demanded", ())] == demanded


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("Kenya agreed to send troops to Somalia.", "send", "agree"),
        ("The ministry said that rebels had attacked the convoy.", "attack", "say"),
        ("Rebels attacked the convoy, the ministry said.", "attack", "say"),
        ("The minister said the rebels were ready to attack.", "ready", "say"),
        ("Iran threatened to close the strait.", "close", "threaten"),
        ("The UN called for a ceasefire between Israel and Hamas.", "ceasefire", "call"),
        ("The UN called for Israel to withdraw from Gaza.", "withdraw", "call"),
        ("The UN urged Israel to stop bombing Gaza.", "bomb", "stop"),
        ("Ankara accused the militia of shelling a hospital.", "shell", "accuse"),
        ("It is possible that Serbia will attack Kosovo.", "attack", "possible"),
        ("The president threatened the rebels with war.", "war", "threaten"),
        ("Turkey prevented refugees from crossing the border.", "cross", "prevent"),
        ("France condemned the attack on the embassy.", "attack", "condemn"),
        ("An attack claimed by the Taliban killed ten.", "claim", None),
        ("Rebels attacked the convoy after the army shelled Homs.", "shell", None),
    ],
)
def test_what_is_the_content_of_what(reading, text, inner, outer):
    predication = reading.one(text, inner)
    assert (predication.holder.lemma if predication.holder else None) == outer
    if predication.holder is not None:
        assert predication in predication.holder.contents


def test_a_light_verb_is_part_of_the_predicate(reading):
    attack = reading.one("Rebels launched an attack on an army post.", "attack")
    assert [word.text for word in attack.words] == ["launched", "attack"]


@pytest.mark.parametrize(
    "text",
    [
        "According to officials, five ministers, including two women, resigned.",
        "The European Union condemned the planned talks.",
    ],
)
def test_prepositions_names_and_epithets_are_no_predicates(reading, text):
    assert not {"accord", "include", "union", "plan"} & {predication.lemma for predication in reading(text)}


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The group has waged a war on the state.", "wage"),
        ("Serbia hopes to join the union.", "hope"),
        ("Ghana forgave Togo.", "forgive"),
        ("Indonesia relaxed permit requirements for visitors.", "relax"),
        ("The court unbanned the party.", "unban"),
    ],
)
def test_lemmas_follow_the_spelling(reading, text, lemma):
    reading.one(text, lemma)


def test_a_time_takes_no_place_from_what_the_object_is_about(reading):
    lifted = reading.one("The court lifted the ban on the party on Thursday.", "lift")
    assert [word.text for word in lifted.roles["on"]] == ["party"]


def test_a_plural_noun_after_to_is_no_verb(reading):
    gave = reading.one("The rulers gave in on Tuesday to calls for reform.", "give in")
    assert [word.text for word in gave.roles["to"]] == ["calls"]


@cases(
    """
Thousands of monks rallied in the capital, calling for the king to go. | rally subject=monks | call subject=monks
Demanding that the king resign, monks stormed a palace. | storm subject=monks object=palace | resign subject=king
"""
)
def test_a_participle_is_no_main_clause(reading, text, expected):
    check(reading, text, expected)
