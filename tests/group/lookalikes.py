"""Invented pairs of reports: two events that look alike, and one event told twice with another toll, place or wording."""

# ruff: noqa: E501 -- a report is a line
from __future__ import annotations

OTHER_EVENT = {
    "fires in two towns": (
        ("Warehouse fire in Varnby leaves six dead", "A fire that broke out in a furniture warehouse in Varnby on Monday night killed six people, firefighters said.\nThe blaze started in a paint store and spread to two neighbouring halls. Fire chief Hedda Prill said that the cause was not yet known."),
        ("Six die as fire destroys factory in Quellin", "Six workers died in a fire that destroyed a textile factory in Quellin on Monday night, firefighters said.\nThe blaze started on the ground floor and spread to the roof within minutes. Fire chief Jorun Aske said that the cause was not yet known."),
    ),
    "quakes with other tolls": (
        ("Earthquake kills 12 in northern Orrinia", "A magnitude 5.4 earthquake shook northern Orrinia on Tuesday, killing 12 people and damaging hundreds of houses.\nRescuers were searching the rubble for survivors, and aftershocks drove people into the streets."),
        ("Earthquake kills 340 in southern Orrinia", "A magnitude 7.1 earthquake shook southern Orrinia on Tuesday, killing 340 people and flattening hundreds of houses.\nRescuers were searching the rubble for survivors, and aftershocks drove people into the streets."),
    ),
    "votes in two countries": (
        ("Velmark votes in parliamentary election", "Voters in Velmark went to the polls on Sunday to elect a new parliament, with Premier Karl Brandt hoping for a second term.\nPolls opened at seven and results are expected late in the evening. Turnout was high in the cities."),
        ("Orrinia votes in parliamentary election", "Voters in Orrinia went to the polls on Sunday to elect a new parliament, with President Oyun Dal hoping for a third term.\nPolls opened at eight and results are expected on Monday. Turnout was low in the villages."),
    ),
    "trials of two mayors": (
        ("Former mayor of Tessaly jailed for taking bribes", "A court in Tessaly sentenced the former mayor Peder Ames to six years in prison on Thursday for taking bribes from builders.\nHis lawyer said that he would appeal. The judge spoke of a breach of trust."),
        ("Former mayor of Port Clement jailed for taking bribes", "A court in Port Clement sentenced the former mayor Sunniva Roe to four years in prison on Thursday for taking bribes from a waste company.\nHer lawyer said that she would appeal. The judge spoke of a breach of trust."),
    ),
    "two prison breaks": (
        ("Three inmates escape from Harrow Bluff prison", "Three inmates escaped from the prison of Harrow Bluff before dawn on Friday by sawing through the bars of a window, officials said.\nPolice set up roadblocks and warned residents not to approach the men."),
        ("Police hunt five inmates after escape from Little Sarn prison", "Five inmates escaped from the prison of Little Sarn before dawn on Friday after overpowering a guard, officials said.\nPolice set up roadblocks and warned residents not to approach the men."),
    ),
    "two bombs": (
        ("Car bomb kills nine outside police station in Kessim", "A car bomb exploded outside a police station in Kessim on Wednesday, killing nine people and wounding 30, police said.\nNo group claimed responsibility for the attack at once."),
        ("Car bomb kills 41 at market in Dalabad", "A car bomb exploded at a crowded market in Dalabad on Wednesday, killing 41 people and wounding 120, police said.\nNo group claimed responsibility for the attack at once."),
    ),
    "two ferries": (
        ("Ferry sinks off Calder Island, 14 missing", "Fourteen people were missing after a ferry sank in rough seas off Calder Island on Saturday, the coastguard said.\nThe Morning Tide was carrying 60 passengers when it took on water. Helicopters joined the search."),
        ("Ferry capsizes on Lake Ombra, 80 missing", "Eighty people were missing after an overloaded ferry capsized on Lake Ombra on Saturday, the navy said.\nThe Santa Brisa was carrying 210 passengers when it took on water. Divers joined the search."),
    ),
    "two strikes": (
        ("Bus drivers in Varnby walk out over pay", "Bus drivers in Varnby began a two-day strike on Monday after talks over pay failed, leaving thousands of commuters without transport.\nThe drivers' union demands eight per cent more. The company called the demand unrealistic."),
        ("Tram drivers in Orle walk out over pay", "Tram drivers in Orle began a two-day strike on Monday after talks over pay failed, leaving thousands of commuters without transport.\nThe drivers' union demands five per cent more. The city called the demand unrealistic."),
    ),
    "two stars in clinics": (
        ("Singer Mirela Vant checks into rehab", "The singer Mirela Vant has checked into a rehabilitation clinic, her manager said on Tuesday.\nThe star cancelled her remaining concerts last week and asked her fans for privacy."),
        ("Actor Colm Destry checks into rehab", "The actor Colm Destry has checked into a rehabilitation clinic, his agent said on Tuesday.\nThe star left the set of his new film last week and asked his fans for privacy."),
    ),
    "two takeovers": (
        ("Ardel Foods to buy rival Prenton for $2.1 billion", "Ardel Foods said on Monday that it would buy its rival Prenton for $2.1 billion in cash to grow in the east.\nThe deal is expected to close by the end of the year if regulators agree. Shares of Prenton rose 14 per cent."),
        ("Kestrel Chips to buy rival Numo for $9.4 billion", "Kestrel Chips said on Monday that it would buy its rival Numo for $9.4 billion in shares to grow in the east.\nThe deal is expected to close by the end of the year if regulators agree. Shares of Numo rose 22 per cent."),
    ),
    "two crashes": (
        ("Plane carrying 19 crashes near Bresk", "A small plane carrying 19 people crashed in bad weather near Bresk on Sunday, killing all on board, officials said.\nThe turboprop had taken off from Ansgar and lost contact with the tower after ten minutes."),
        ("Plane carrying 104 crashes near Hollin", "An airliner carrying 104 people crashed in bad weather near Hollin on Sunday, killing all on board, officials said.\nThe jet had taken off from Port Velm and lost contact with the tower after twenty minutes."),
    ),
    "two new coaches": (
        ("Varnby United sack coach after five defeats", "Varnby United have sacked their coach Torvald Heim after five defeats in a row, the club said on Thursday.\nHis assistant will take over until a successor is found. The club is last in the league."),
        ("Quellin Rovers sack coach after seven defeats", "Quellin Rovers have sacked their coach Ilse Marn after seven defeats in a row, the club said on Thursday.\nHer assistant will take over until a successor is found. The club is last in the league."),
    ),
}  # fmt: skip
"""What happens → two reports of two events."""

SAME_EVENT = {
    "a toll that rose": (
        ("Earthquake kills 12 in northern Orrinia", "A strong earthquake shook the Talvi valley in northern Orrinia on Tuesday, killing at least 12 people and damaging hundreds of houses.\nRescuers were searching the rubble for survivors."),
        ("Death toll of Orrinia earthquake rises to 47", "The death toll of the earthquake in northern Orrinia rose to 47 on Wednesday as rescuers reached cut-off villages in the Talvi valley.\nHundreds of houses were damaged and thousands spent the night outdoors."),
    ),
    "a town and its region": (
        ("Floods drive thousands from their homes in Varnby", "Thousands of people fled their homes in Varnby on Monday after the river Ossel burst its banks in heavy rain.\nMayor Hedda Prill asked for help and the army sent boats."),
        ("Ossel valley floods: army evacuates thousands", "The army evacuated thousands of people in the Ossel valley on Monday after the river burst its banks in heavy rain.\nIt sent boats to several towns, and mayors asked for more help."),
    ),
    "a fire, first and full report": (
        ("Fire at warehouse in Quellin", "Firefighters were battling a fire at a furniture warehouse in Quellin on Friday night.\nSmoke could be seen across the harbour. At least two people were taken to hospital."),
        ("Five dead in Quellin warehouse fire", "Five people died in the fire that destroyed a furniture warehouse in Quellin on Friday night, the fire chief Jorun Aske said.\nTwo more were in hospital. Smoke hung over the harbour until morning."),
    ),
    "dead in one report, hurt in the other": (
        ("Train derails near Bresk, 60 injured", "A passenger train derailed near Bresk on Thursday morning, injuring 60 people, eight of them badly.\nThree carriages of the night train to Hollin lay on their side, and the line was closed."),
        ("Two die as night train jumps rails at Bresk", "Two passengers died when the night train to Hollin jumped the rails at Bresk on Thursday morning.\nThree carriages overturned. Investigators look at a broken switch; the line stays closed."),
    ),
    "a ferry, missing and found": (
        ("Ferry sinks off Calder Island, 14 missing", "Fourteen people were missing after the ferry Morning Tide sank in rough seas off Calder Island on Saturday, the coastguard said.\nIt was carrying 60 passengers. Helicopters joined the search."),
        ("Three still missing after Morning Tide sinks", "Three people are still missing after the ferry Morning Tide sank off Calder Island on Saturday; eleven were found alive on a raft.\nThe coastguard called off its helicopters at nightfall."),
    ),
    "a verdict told twice": (
        ("Former mayor of Tessaly jailed for taking bribes", "A court in Tessaly sentenced the former mayor Peder Ames to six years in prison on Thursday for taking bribes from builders.\nHis lawyer said that he would appeal."),
        ("Six years for Ames in Tessaly bribery case", "Peder Ames, who ran Tessaly for a decade, must go to prison for six years because he took money from builders.\nThe judge spoke on Thursday of a breach of trust; the defence will appeal."),
    ),
    "a takeover in two papers": (
        ("Ardel Foods to buy rival Prenton for $2.1 billion", "Ardel Foods said on Monday that it would buy its rival Prenton for $2.1 billion in cash.\nThe deal is expected to close by the end of the year if regulators agree."),
        ("Prenton shares jump 14 per cent on Ardel bid", "Shares of Prenton jumped 14 per cent on Monday after its larger rival Ardel Foods offered $2.1 billion for the company.\nRegulators must agree to the cash deal, which should close by the end of the year."),
    ),
    "an election, polls and count": (
        ("Velmark votes in parliamentary election", "Voters in Velmark went to the polls on Sunday to elect a new parliament, with Premier Karl Brandt hoping for a second term.\nResults are expected late in the evening."),
        ("Brandt ahead as Velmark counts votes", "Premier Karl Brandt was ahead on Sunday night as the votes of the parliamentary election in Velmark were counted.\nHe hopes for a second term; his party led in the cities."),
    ),
    "a bomb, with and without the town": (
        ("Car bomb kills nine outside police station in Kessim", "A car bomb exploded outside a police station in Kessim on Wednesday, killing nine people and wounding 30, police said.\nNo group claimed responsibility for the attack at once."),
        ("Police station attack kills eleven in Orrinia's east", "Eleven people died and 30 were wounded when a car bomb exploded at a police station in the east of Orrinia on Wednesday.\nIt was the worst attack on police in Kessim province for years."),
    ),
    "an escape and a capture": (
        ("Three inmates escape from Harrow Bluff prison", "Three inmates escaped from the prison of Harrow Bluff before dawn on Friday by sawing through the bars of a window, officials said.\nPolice set up roadblocks."),
        ("One of three Harrow Bluff fugitives caught", "Police caught one of the three inmates who sawed their way out of Harrow Bluff prison on Friday; two are still at large.\nThe man gave up at a roadblock."),
    ),
    "a star's stay in a clinic": (
        ("Singer Mirela Vant checks into rehab", "The singer Mirela Vant has checked into a rehabilitation clinic, her manager said on Tuesday.\nThe star cancelled her remaining concerts last week."),
        ("Mirela Vant asks for privacy as she enters clinic", "Mirela Vant has entered a rehabilitation clinic and asked her fans for privacy, her manager said on Tuesday.\nAll concerts of the singer's tour are cancelled."),
    ),
    "a plane, early and late": (
        ("Airliner with 104 aboard crashes near Hollin", "An airliner with 104 people on board crashed in bad weather near Hollin on Sunday, officials said.\nThe jet had taken off from Port Velm and lost contact with the tower."),
        ("No survivors in Hollin plane crash", "All 104 people on board died when a jet from Port Velm crashed near Hollin on Sunday in bad weather, rescuers said.\nThe tower had lost contact after twenty minutes."),
    ),
}  # fmt: skip
"""How it is told → two reports of one event."""
