"""Names for people and streets that do not exist, and what the desk of the town has at hand."""

FIRST_NAMES = (
    "Aaltje", "Abdel", "Achmed", "Aisha", "Anneke", "Arjen", "Ayse", "Bas", "Carla", "Chi", "Daan", "Delano", "Dina",
    "Eefje", "Emre", "Fatima", "Femke", "Gerrit", "Giulia", "Hakim", "Hanna", "Henk", "Ibrahim", "Ineke", "Jaap",
    "Jamila", "Jan", "Jolanda", "Karel", "Khadija", "Klaas", "Lars", "Latifa", "Lieke", "Maarten", "Marijke", "Mehmet",
    "Mila", "Mohamed", "Nadia", "Niels", "Noor", "Olga", "Omar", "Petra", "Piotr", "Ria", "Ruben", "Sanne", "Sjoerd",
    "Tamara", "Teun", "Ursula", "Veronica", "Willem", "Xander", "Yara", "Youssef", "Zeynep",
)  # fmt: skip
LAST_NAMES = (
    "Aalders", "Akkerman", "Bakker", "Bensaid", "Blom", "Boersma", "Bos", "Brouwer", "Celik", "Coenen", "van Dam",
    "Demir", "Dijkstra", "van Dongen", "Driessen", "El Idrissi", "Evers", "Faber", "Gerritsen", "de Graaf", "Haan",
    "Hermans", "Hofman", "Huisman", "Jacobs", "Janssen", "de Jong", "Kaya", "Koster", "Kowalska", "Kuipers",
    "van Leeuwen", "Martens", "Meijer", "Mol", "Mulder", "Nguyen", "Ouali", "Peeters", "Postma", "Prins", "Ramdin",
    "de Ruiter", "Sahin", "Schouten", "Smits", "Timmer", "Veenstra", "Verbeek", "Vermeulen", "de Vries", "Wang",
    "Willems", "de Wit", "Yildiz", "Zijlstra",
)  # fmt: skip
STREETS = (
    "Kadelaan", "Molenwiek", "Lindelaan", "Schoolstraat", "Havenkade", "Dijkweg", "Wilgenhof", "Merelstraat",
    "Kerkpad", "Sluisweg", "Zonnebloem", "Oude Vaart", "Rietkraag", "Turfmarkt", "Veerdam", "Esdoornlaan",
)  # fmt: skip
CHANNELS = (
    ("telefoon", "Telefoon", "☎"), ("balie", "Balie", ""), ("email", "E-mail", "✉"), ("website", "Website", ""),
    ("chat", "Chat", ""), ("brief", "Brief", ""), ("social", "Sociale media", ""), ("zuil", "Zuil", ""),
    ("huisbezoek", "Huisbezoek", ""),
)  # fmt: skip
SNIPPETS = (
    ("afspraak", "U kunt online een afspraak maken op nieuwerdam.example/afspraak. Bellen mag ook: 0199-140140."),
    ("open", "Het stadhuis is open op werkdagen van 9 tot 17 uur. Op donderdag tot 20 uur."),
    ("meenemen", "Neem altijd een geldig paspoort, ID-kaart of rijbewijs mee."),
    ("terugbellen", "Een collega belt u terug. Dat doen we binnen twee werkdagen."),
    ("dank", "Fijn dat u belde. Heeft u nog een andere vraag?"),
)
