"""Plain sentences of news and the event each of them tells, some twenty to a type: what no reader would forgive to miss."""

from datetime import date

import pytest

from dateline.extract.article import find_all
from dateline.extract.records import Context

TOLD = {
    "AGREE": """
        The two governments signed a memorandum of understanding on trade on Tuesday.
        Ethiopia and Eritrea agreed to reopen their border crossings.
        The company and the union reached a tentative deal late on Sunday.
        Lawmakers struck a compromise over the budget.
        Kenya promised to send 1,000 police officers to Haiti.
        The prime minister pledged 50 million dollars for the victims.
        The rebels agreed to lay down their arms.
        The foreign ministers of Chad and Sudan concluded an accord in Doha.
        The parties to the conflict accepted the plan put forward by mediators.
        China said it was ready to cooperate with the inquiry.
        The minister vowed to bring the killers to justice.
        Members of the bloc unanimously agreed on new rules.
        A ceasefire deal was signed in Pretoria.
        Lawmakers have agreed to raise the debt ceiling.
    """,
    "CONSULT": """
        The envoy arrived in Tripoli on Monday for talks with the prime minister.
        President Ruto held a telephone conversation with his counterpart on Friday.
        The pope received the Ukrainian president at the Vatican.
        The secretary of state flew to Riyadh to discuss the war.
        The leaders of seven nations gathered in Hiroshima for a summit.
        Negotiations between the government and the teachers resumed on Monday.
        The UN Security Council convened an emergency meeting on Sudan.
        The mayor visited the survivors in hospital on Sunday.
        The king hosted the emir for two days.
        The two presidents spoke by phone on Wednesday.
        Talks between the rebels and the government broke down on Sunday.
        The two leaders are due to meet next week; on Monday their aides held talks.
        The chancellor met with trade unions in Berlin.
        The foreign minister paid a visit to Ankara.
        The delegation was received by the emir.
        Peace talks opened in Addis Ababa.
    """,
    "SUPPORT": """
        Egypt opened an embassy in Mogadishu.
        The African Union welcomed the ceasefire.
        Germany recognised the opposition leader as interim president.
        The senator endorsed Ms Hobbs for governor.
        Thousands of fans paid tribute to the singer.
        The prime minister congratulated his rival on the victory.
        France voiced its support for the peace plan.
        The governor praised the firefighters for their courage.
        Parliament approved the nomination of Mr Okello as central bank governor.
        The president offered his condolences to the families.
        The council backed the mayor's plan by nine votes to three.
        The party threw its weight behind the candidate.
        The bishop defended the decision.
        Leaders around the world expressed sympathy.
        The verdict was hailed by rights groups.
        The senator was nominated for vice president and won the backing of the governor.
        The decision was welcomed by business leaders.
    """,
    "CONCEDE": """
        The government lifted the state of emergency on Thursday.
        The governor pardoned 12 protesters.
        The company apologised for the spill.
        The authorities eased the curfew in the capital.
        The minister admitted that mistakes had been made.
        The court dropped the charges against the editor.
        The union called off its strike after talks.
        The president withdrew the controversial bill.
        The incumbent conceded defeat on Sunday.
        An appeals court overturned the conviction of the activist.
        The government backed down over the fuel tax.
        Charges against the editor were dropped.
        The curfew was lifted on Sunday.
        The prime minister apologised to the families.
    """,
    "COOPERATE": """
        The navies of India and Japan held joint exercises in the Bay of Bengal.
        The two agencies shared intelligence on the plot.
        Police from both countries carried out a joint operation.
        The two armies began joint drills on Monday.
    """,
    "AID": """
        The Red Cross delivered food to 4,000 families in Goma.
        The United States provided 20 million dollars in humanitarian aid.
        Turkish rescue teams pulled two girls from the rubble.
        The navy rescued 85 migrants off Lampedusa.
        Volunteers distributed blankets among the displaced.
        Firefighters evacuated 40 residents from the building.
        Norway granted asylum to the journalist.
        The World Bank approved a loan of 300 million dollars for Ghana.
        A convoy carrying medicine entered the besieged town.
        Poland supplied Ukraine with 14 tanks.
        A convoy carrying food entered the town on Monday.
        Food and tents were flown to the quake zone.
        Rescuers saved 14 miners trapped underground.
        Japan sent a medical team to Turkey.
        The fund will give 5 million dollars; on Monday it handed out rice to 900 families.
    """,
    "RETREAT": """
        The militia released 23 prisoners on Sunday.
        Troops pulled out of the town at dawn.
        The finance minister stepped down on Tuesday.
        The two sides declared a three-day truce.
        Fourteen fighters surrendered to the army.
        Kidnappers freed the priest after six days.
        Hundreds of former rebels handed in their weapons.
        The army lifted the siege of the village.
        The police chief resigned amid the scandal.
        Israel allowed 20 aid trucks into Gaza.
        The soldiers withdrew from the airport.
        A ceasefire took effect at midnight.
        The hostages were freed after three weeks.
        The prime minister announced his resignation.
        French troops have left Niger.
        Twenty Chibok girls regained their freedom after a prisoner swap.
        More than 300 inmates were released under an amnesty.
        The rebels agreed a truce and laid down their arms.
    """,
    "REQUEST": """
        The opposition demanded the resignation of the president.
        The UN called for an immediate ceasefire.
        Residents urged the council to repair the dam.
        The ministry appealed for international help.
        Lawyers asked the court to release the activist.
        Amnesty International called on Cairo to free the blogger.
        The president ordered the army to clear the roads.
        The mayor pleaded for calm.
        Police asked witnesses to come forward.
        Ukraine requested more weapons from its allies.
        The pope appealed for an end to the violence.
        The Security Council demanded that the rebels withdraw.
        Opposition parties have called for fresh elections.
        The governor asked residents to stay indoors.
        The lawyers requested a retrial.
    """,
    "ACCUSE": """
        The opposition accused the commission of rigging the vote.
        Prosecutors charged two officers with murder.
        The EU condemned the attack.
        The widow sued the hospital for negligence.
        The inspector general opened an investigation into the contract.
        The minister blamed foreign agents for the unrest.
        A grand jury indicted the former mayor on six counts.
        The watchdog criticised the airline for the delays.
        The senator denounced the ruling as shameful.
        The driver faces charges of manslaughter.
        A lawsuit filed on Tuesday alleges that the firm hid the risks.
        The trial of the general opened in Paris on Monday.
        Police are investigating the death of a woman in Hull.
        A 34-year-old man has been charged over the attack.
        The former minister went on trial on Monday.
        The move drew criticism from human rights groups.
        An inquiry has been launched into the crash.
        The UN blamed both sides for the deaths of civilians.
        The families filed a complaint against the ministry.
        The prime minister called the raid an act of terror.
        The prosecutor's office said it was investigating the minister for fraud.
    """,
    "REJECT": """
        The president vetoed the bill on Friday.
        Moscow rejected the proposal.
        The court dismissed the appeal.
        The rebels refused to disarm.
        Voters rejected the new constitution in a referendum.
        The governor declined to grant clemency.
        Parliament voted down the budget.
        The firm ignored the order of the court.
        The minister ruled out talks with the separatists.
        China blocked the resolution at the Security Council.
        The demand was rejected by the ministry.
        The plan was rejected by lawmakers on Thursday.
        The union turned down the offer.
    """,
    "THREATEN": """
        The group threatened to kill the hostages.
        North Korea warned of a merciless response.
        The union warned that it would strike next week.
        The prime minister threatened to resign.
        The army gave the protesters until Friday to leave the square.
        The president vowed revenge for the attack.
        Rebels have threatened to attack polling stations.
        China warned it would retaliate.
    """,
    "PROTEST": """
        Thousands marched through Nairobi against the tax bill.
        Nurses walked off the job on Monday.
        Protesters set tyres on fire and blocked the main road.
        Students boycotted classes over the fees.
        Prisoners went on hunger strike.
        Activists chained themselves to the gates of the plant.
        Riots broke out in the suburbs after the verdict.
        Hundreds rallied outside the court.
        Train drivers began a 48-hour strike on Wednesday.
        Women in black held a silent vigil for the victims of the raid, demanding justice.
        A general strike brought the capital to a standstill.
        More than 10,000 people took to the streets of Yerevan.
        Protests over fuel prices spread to other towns.
        Taxi drivers blocked the airport road.
        Doctors are on strike over pay.
        A crowd gathered outside the embassy, chanting slogans.
        The demonstration, the largest in years, ended peacefully.
    """,
    "SANCTION": """
        The EU imposed sanctions on six officials.
        Canada expelled four diplomats.
        A court sentenced the blogger to seven years in prison.
        The regulator fined the bank 12 million euros.
        The president fired his interior minister.
        The country cut diplomatic ties with Qatar.
        The jury found the officer guilty of manslaughter.
        The authorities revoked the licence of the radio station.
        Three soldiers were jailed for life over the massacre.
        The ex-president was found guilty of corruption.
        He was handed a 12-year jail term.
        The United States blacklisted five firms.
        The ambassador was recalled from Paris.
        The general was dismissed after the coup attempt.
        The country was suspended from the African Union.
    """,
    "COERCE": """
        Police arrested 30 demonstrators in Tunis.
        The junta declared martial law.
        The government shut down the internet.
        Soldiers sealed off the district.
        The authorities imposed a night curfew on the region.
        Police used tear gas to disperse the crowd.
        Customs officers seized two tonnes of cocaine.
        The state banned the party.
        Immigration agents deported 118 people.
        The military placed the president under house arrest.
        Hackers stole the data of 40,000 voters.
        The suspect was taken into custody on Sunday.
        Troops detained a journalist at a checkpoint.
        Two reporters have been detained in Minsk.
        A curfew has been imposed in Imphal.
        The arrest of the mayor sparked protests.
        The newspaper was ordered to close.
        Access to Facebook was blocked.
        Officers searched the home of the former minister.
        Egypt barred the activist from leaving the country.
    """,
    "ASSAULT": """
        Gunmen opened fire on a wedding in Owo.
        A suicide bomber blew himself up at a checkpoint.
        An air strike hit a hospital in Aleppo.
        Militants beheaded two captives.
        A man stabbed three commuters at a station in Lyon.
        Rebels seized the town of Sake.
        Two soldiers died when their vehicle hit a landmine.
        Villagers lynched a suspected thief.
        Bandits kidnapped 40 pupils from a school.
        Fighting between the army and rebels killed at least 60 people.
        Unidentified men torched a mosque.
        Shelling wounded a family of four in Kherson.
        A drone struck an oil depot.
        Five people were shot, two fatally, in Chicago.
        The commander was assassinated outside his home.
        Guards beat the prisoners.
        The guerrillas ambushed a patrol near Arauca.
        A car bomb exploded outside the police headquarters.
        Intercommunal violence left 16 dead in Plateau state.
        The woman was raped by two soldiers.
        Pirates hijacked a tanker off Somalia.
        Government forces recaptured the town after heavy fighting.
        Settlers attacked a Palestinian village, burning two cars.
        Nineteen villagers were massacred in an overnight raid on Monday.
        The killing of a prominent lawyer has shocked the city of Cali.
        Mortar fire from across the border killed a shepherd.
        At least nine people died after a blast tore through a bus in Quetta.
        A roadside bomb went off as a convoy passed, wounding three soldiers.
        Police officers shot and killed an armed man in Phoenix.
        Two brothers were hacked to death with machetes.
        An explosion at a market in Lashkar Gah killed 12.
        Warplanes pounded rebel positions near Idlib.
        Heavy gunfire was heard in Khartoum as rival forces battled for the palace.
        Insurgents overran an army base in Borno.
        Three Red Cross workers were abducted near Bria.
        Assailants on motorcycles gunned down a radio host in Manila.
        A teenager was knifed outside a school.
        The militia burned down 40 huts.
        A grenade was thrown into a bar in Bujumbura.
        A gunman killed eight people before turning the gun on himself.
        Twelve inmates were killed in clashes between gangs at a prison in Guayaquil.
        The rebels shot down a helicopter.
        Five policemen were killed when militants attacked their post.
        A rocket landed on a house in Sderot.
    """,
    "MOBILIZE": """
        The army deployed 5,000 troops along the border.
        North Korea fired two ballistic missiles into the sea.
        The president put the armed forces on high alert.
        Police launched a manhunt for the gunman.
        Turkey sent warships to the eastern Mediterranean.
        The government called up reservists.
        Tanks rolled into the capital on Monday night.
        Kenya stepped up security at hotels.
        Russia massed forces near the frontier.
        Iran tested a long-range missile.
        Extra police were deployed in the city.
        A US aircraft carrier is heading to the Gulf.
        NATO put its rapid response force on standby.
        Soldiers are patrolling the streets of Colombo.
    """,
}
NOTHING = """
    The midfielder was substituted after 60 minutes.
    The bank raised its forecast for growth this year.
    The firm's shares were hit by weak sales.
    A new bridge over the river will open in June.
    The singer released her third album on Friday.
    The studio released a trailer for the film.
    The chef beat the eggs until stiff.
    The storm is expected to hit the coast on Friday.
    The swimmer broke the world record in Paris.
    The party won 45 seats in parliament.
    The battle against cancer took three years.
    The senator is running for president.
    The team's defence collapsed in the second half.
    The novel follows a detective who hunts a killer.
    Prices exploded after the harvest failed.
    The judge of the contest gave her nine points.
    The cat killed a mouse.
    Sales of the drug were approved in Japan.
    The law takes effect in January.
    The boxer knocked out his rival in the third round.
    The chess champion resigned after 40 moves.
    The runner withdrew from the race with a knee injury.
    The plant produces 3,000 cars a day.
    The university accepted 900 students.
    The couple's divorce was bitter.
    The volcano last erupted in 1850.
    Wolves attacked a flock of sheep.
    The virus attacks the lungs.
    The court of King James was rich.
    The ship was launched in 1911.
    The missile museum opened to visitors.
    The strike by the forward hit the post.
    Strikers Kane and Son scored.
    The protest song became a hit.
    The bomb-shaped cake won a prize.
    The army of ants crossed the road.
    He shot a film in Morocco.
    The photographer shot the wedding.
    Investors fled to gold.
    A bear was shot by hunters.
    The satellite was launched from Kourou.
    The minister said the economy was strong.
    The mayor cut the ribbon.
    The king opened the session of parliament.
    The battery was charged in an hour.
    The restaurant charges 40 euros for the menu.
    The phone's screen was cracked.
    The trial of the new vaccine involved 400 volunteers.
    The jury awarded the film the top prize.
    The paper examines how wars end.
    Historians debate why the empire fell.
    Police say the road is open again.
    The army band played the anthem.
    The embassy is on Queen Street.
    The prisoner in the play dreams of home.
    Fire ants invaded the garden.
    The coach said the team had to fight harder.
    The striker is on loan from Leeds.
    The company seized the chance to expand.
    The general store closed in 1990.
    The deal of the day is a pair of shoes.
    The talks of the conference were recorded.
    The guide warns visitors of bears.
    The rebels of the ballet world dance barefoot.
    A wave of mergers hit the industry.
    Tanks of water stood in the yard.
    The heavy fire door was locked.
    The host presented the awards.
    The museum hit a record with 2 million visitors.
    The carrier is heading to a loss this year.
    The airline carrier headed for bankruptcy.
    Soldiers patrol the border in the video game.
    She won the support of fans with her smile.
    He won freedom of movement in the design.
    The hacker conference opened in Las Vegas.
    The film about hackers stole the show.
    The patient walked free of pain.
    The rocket landed in the sea as planned.
    The shell landed on the beach and was picked up by a child.
    The clinic opened in 2004.
    They headed to the Gulf for a holiday.
    The team is on strike rate alone the best.
    The mine hit by low prices closed.
    The striker scored twice as Madrid beat Sevilla 3-1.
    The film tells the story of a soldier who kills his brother.
    Shares in the bank fell by 4 percent on Friday.
    The museum opens at nine and closes at five.
    She won the election with 54 percent of the vote.
    The orchestra played to a packed hall in Vienna.
    The town lies 40 kilometres north of the capital.
    Scientists discovered a new species of frog in Borneo.
    The bride wore white.
    He was born in Lagos in 1962 and studied law.
    The company launched its new phone in Seoul on Monday.
    Heavy rain is expected over the weekend.
    The team trained hard for the final.
    The author died of cancer at the age of 81.
    Inflation rose to 6 percent in May.
    The striker shot over the bar.
    The bill would ban smoking in parks.
    Analysts fear that the army may attack the town.
    The exhibition of war photographs drew thousands.
    The candidate leads in the polls.
    The bridge was built in 1932.
    The airline will start flights to Accra in June.
    He killed time by reading the paper.
    The heat killed the flowers.
    The president addressed the nation on Sunday.
    The volcano is popular with hikers.
"""
SENTENCES = [(line.strip(), event_type) for event_type, lines in TOLD.items() for line in lines.strip().splitlines()]


def types(text: str) -> set[str]:
    """The types of what the text tells as done."""
    return {
        event.event_type for event in find_all(text, Context(published_date=date(2024, 5, 15))).events if event.factuality == "asserted"
    }


@pytest.mark.parametrize(("text", "event_type"), SENTENCES, ids=[text[:60] for text, _ in SENTENCES])
def test_a_plain_sentence_tells_its_event(text: str, event_type: str) -> None:
    assert event_type in types(text)


@pytest.mark.parametrize("text", [line.strip() for line in NOTHING.strip().splitlines()])
def test_a_sentence_without_any_tells_none(text: str) -> None:
    assert types(text) == set()
