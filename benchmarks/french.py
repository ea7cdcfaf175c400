"""The words of the benchmark newsroom: its sections, authors, tags, and the rules of a small French grammar.

Every rule lists phrases of which one is drawn; ``{name}`` in a phrase stands for a phrase of the rule ``name``.
Actors and matters are singular and start with an article, publics are plural, roles fit women and men alike:
sentences agree whatever is drawn. Apostrophes and spaces are typed plainly; ``corpus.typeset`` does the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Rules = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Section:
    """One category of the newsroom, with the rules that only its articles follow."""

    id: str
    title: str
    description: str
    rules: Rules
    parent: str = ""

    @property
    def path(self) -> str:
        """Name the category as articles do, below its parent."""
        return f"{self.parent}/{self.id}" if self.parent else self.id


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


_HOME = """Port-Aubray, Valmorin, Kerdreuc, Montvallon, Sainte-Aure, Brissoles, Charmeroy, Roquebelle, Trémarec,
    Villeneuve-les-Grèves, Fontcourbe, Belleroche, Castelnoir, Lanvernec, Marsombre, Puy-Gallard, Saint-Élouan"""
_ABROAD = "diplomate, géographe, juriste, interprète, économiste, spécialiste de la région"

_FACTS = (
    "{actor} a réuni {public} pendant près de {few} heures, {weekday} soir, dans une salle de {town}.",
    "{rival} réclame des garanties écrites avant la fin du mois de {month}.",
    "« {remark} », résume {person}.",
    "« {remark} », confie {witness}, {role}.",
    "« {remark} », répond-on du côté de {rival}.",
    "« {remark} », lâche {person} avant de rejoindre la séance.",
    "Aucune décision ne sera prise avant {month}, le temps de consulter {public}.",
    "Une enquête menée auprès de {count} personnes montre que {share} d'entre elles approuvent {matter}.",
    "Pour {witness}, {role}, le débat porte moins sur le principe que sur la méthode.",
    "Il y a {few} ans, une première tentative avait échoué faute de moyens.",
    "{public} demandent surtout de la clarté : qui paiera, quand, et selon quelles règles ?",
    "La question du calendrier reste ouverte, d'autant que {rival} refuse de s'engager.",
    "Dans les couloirs, on parle déjà d'un compromis, qui ramènerait la facture à {amount}.",
    "{actor} assure que {matter} ne coûtera rien de plus à {public}.",
    "Les premiers essais, conduits à {town} avec {count} volontaires, ont donné des résultats encourageants.",
    "Reste à convaincre {rival}, qui juge le dispositif trop lourd et trop lent.",
    "{person} se souvient des longues soirées de {month}, quand tout semblait à refaire.",
    "Le rapport remis en {month} relève {few} points faibles, du financement au contrôle.",
    "Sur place, {public} ont appris la nouvelle par la radio, un {weekday} matin.",
    "Les services de {actor} tablent sur {share} de participation dès la première année.",
    "Deux réunions publiques auront lieu à {town} avant le {date}.",
    "À l'inverse, {rival} redoute un précédent et rappelle l'échec de l'an dernier.",
    "La carte, affichée dans le hall, a retenu l'attention de {count} visiteurs en {few} jours.",
    "Personne, à {town}, ne veut revivre l'hiver où tout s'était arrêté.",
    "En {month}, {actor} avait pourtant promis d'attendre l'avis de {public}.",
    "Le financement viendrait pour moitié de fonds publics, pour moitié de {few} partenaires privés.",
    "C'est {share} de mieux qu'il y a {few} ans, note {witness}, {role}.",
    "Les comptes, certifiés en {month}, laissent apparaître un excédent de {amount}.",
    "{rival} n'a pas souhaité répondre à nos questions avant la séance de {weekday}.",
    "Une clause de revoyure est prévue au bout de {few} ans.",
    "On a vu {public} patienter sous la pluie pour entendre {person}.",
    "Le compromis tient en {few} lignes et doit beaucoup à l'obstination de {person}.",
    "À {town}, l'annonce a surpris jusqu'aux plus fidèles soutiens du projet.",
    "La prochaine étape est fixée au {date}, avec un vote à main levée.",
    "Si tout va bien, {matter} entrera dans les faits en {month}.",
    "Les opposants ont déjà réuni {count} signatures et préparent un recours.",
    "Le détail des mesures sera publié sur le site de {actor}.",
    "Entre-temps, {public} s'organisent : un numéro d'appel, une permanence, un carnet de doléances.",
    "{witness}, {role}, plaide pour une solution plus simple, déjà éprouvée à {elsewhere}.",
    "La comparaison avec {elsewhere} revient souvent : là-bas, {share} des dépenses ont été évitées.",
    "Le dossier, épais de {big}{digit}0 pages, peut être consulté jusqu'en {month}.",
    "Il aura fallu {few} séances et une nuit blanche pour parvenir à cette version.",
    "Chacun campe sur ses positions, mais le ton a changé depuis {month}.",
    "Quant à {rival}, une contre-proposition chiffrée à {amount} est promise d'ici peu.",
    "L'intérêt ne faiblit pas : {count} inscriptions en {few} semaines.",
    "Rien n'interdit de penser que {elsewhere} suivra bientôt l'exemple de {town}.",
    "Le chantier, lui, n'attend pas : {few} équipes se relaient depuis {month}.",
    "Une part de la réponse se trouve à {elsewhere}, où {public} ont montré la voie.",
    "Dans sa version initiale, {matter} prévoyait une dépense de {amount}, ramenée depuis à la moitié.",
    "{rival} et {actor} ne s'étaient plus parlé depuis {few} mois.",
)


def _section(name: str, title: str, description: str, parent: str, *facts: str, **rules: str) -> Section:
    words = {rule: _words(text) for rule, text in rules.items()}
    return Section(name, title, description, {**words, "fact": _FACTS + facts}, parent)


SECTIONS = (
    _section(
        "monde",
        "Monde",
        "Les nouvelles du monde et ceux qui les font.",
        "",
        "La séance plénière s'est prolongée jusqu'à l'aube, {few} interprètes se relayant dans les cabines.",
        "Sur {few} États invités, aucun n'a quitté la table, ce qui vaut déjà succès.",
        "Le communiqué final, traduit en {few} langues, pèse chaque adverbe.",
        town="Genève, Montréal, Québec, Lima, Bogota, Wellington, Reykjavik, Oslo, Canberra, Montevideo, Quito",
        actor="""l'organisation humanitaire, le groupe de contact, la mission d'observation, le comité des médiateurs,
            l'agence des réfugiés, la présidence de la conférence, le collège des experts, l'alliance des petits États,
            la banque de développement, le secrétariat du traité""",
        matter="""l'accord sur les eaux partagées, le traité sur la haute mer, le fonds d'aide aux sinistrés,
            le corridor humanitaire, le plan de désarmement, la convention sur les plastiques,
            le pacte sur l'eau potable, la réforme du droit de veto, le calendrier des pourparlers,
            le code de conduite numérique""",
        public="les délégués, les observateurs, les ambassadeurs, les secouristes",
        role=_ABROAD,
    ),
    _section(
        "europe",
        "Europe",
        "De l'Atlantique aux Carpates, la vie des Européens.",
        "monde",
        "Les {few} capitales concernées ont jusqu'en {month} pour transposer le texte.",
        "À la gare centrale, {public} commentent déjà les nouveaux horaires.",
        "La version anglaise et la version française diffèrent encore sur {few} points.",
        town="""Lisbonne, Vienne, Prague, Tallinn, Gand, Turin, Bergen, Porto, Cracovie, Ljubljana, Anvers, Malmö,
            Bratislava""",
        actor="""la commission des transports, le parlement régional, l'agence ferroviaire, la présidence tournante,
            le conseil des régions, l'office des brevets, la ligue des villes, le syndicat des dockers,
            l'autorité de l'énergie, le consortium fluvial""",
        matter="""le train de nuit transalpin, le marché commun de l'électricité, le règlement sur les emballages,
            la directive sur les rivières, le programme d'échanges d'apprentis, l'accord sur les quotas de pêche,
            le plan pour le fret fluvial, le fonds pour les régions minières, la charte des langues,
            le visa des artistes""",
        public="les voyageurs, les députés, les riverains, les apprentis",
        role=_ABROAD,
    ),
    _section(
        "asie",
        "Asie",
        "Des steppes aux archipels, un continent en mouvement.",
        "monde",
        "La mousson, arrivée avec {few} jours de retard, a compliqué les relevés.",
        "Au marché flottant, {public} parlent de tout sauf de {matter}.",
        "Les ingénieurs ont visité {few} provinces avant de rendre leur avis.",
        town="""Séoul, Kyoto, Hanoï, Jakarta, Manille, Katmandou, Singapour, Bangkok, Tachkent, Colombo, Busan,
            Samarcande""",
        actor="""l'agence de reconstruction, le consortium portuaire, l'institut de sismologie, la commission du fleuve,
            le ministère des transports, la coopérative rizicole, l'union des tisserands, le conseil des gouverneurs,
            la compagnie ferroviaire, l'autorité du delta""",
        matter="""le plan de digues, la ligne à grande vitesse, l'accord sur les deltas, le réseau d'alerte aux typhons,
            la réforme des rizières, le corridor de fret, le projet de ville flottante, le pacte sur les minerais,
            la restauration des temples, le marché du carbone""",
        public="les riverains, les riziculteurs, les ingénieurs, les marins",
        role=_ABROAD,
    ),
    _section(
        "afrique",
        "Afrique",
        "Cinquante-quatre pays, mille voix.",
        "monde",
        "La saison des pluies, courte cette année, a donné {count} tonnes de moins que prévu.",
        "Les panneaux, montés par {public}, alimentent déjà {few} villages.",
        "La radio locale a diffusé les débats en {few} langues.",
        town="Dakar, Nairobi, Abidjan, Tunis, Rabat, Kigali, Lomé, Cotonou, Accra, Lusaka, Windhoek, Saint-Louis",
        actor="""la communauté des États riverains, l'agence du reboisement, l'université virtuelle,
            l'autorité du bassin, la fédération des coopératives, le consortium solaire, l'office des pêches,
            l'union des éleveurs, le conseil des anciens, la banque agricole""",
        matter="""la ceinture verte, l'accord sur le lac, la centrale solaire, le plan de vaccination,
            la zone de libre-échange, le réseau de câbles, le programme de semences, la ligne de chemin de fer,
            le prix garanti du cacao, le parc transfrontalier""",
        public="les éleveurs, les étudiants, les piroguiers, les planteurs",
        role=_ABROAD,
    ),
    _section(
        "politique",
        "Politique",
        "Les institutions, les élections et le débat public.",
        "",
        "Le vote, acquis avec {few} voix d'avance, a été accueilli dans le silence.",
        "{few} amendements sur dix viennent des rangs de l'opposition.",
        "En commission, {person} a défendu un texte {few} fois remanié.",
        town=_HOME,
        actor="""le conseil municipal, la majorité, l'opposition, la commission des lois, le comité citoyen,
            la préfecture, l'association des maires, le groupe centriste, la chambre des comptes,
            le conseil régional""",
        matter="""la réforme du scrutin municipal, le budget participatif, le projet de loi sur l'eau,
            le plan de sobriété, la charte des élus, le pacte des communes, la consultation sur le littoral,
            le statut de l'élu local, la fusion des cantons, le conseil des jeunes""",
        public="les élus, les électeurs, les maires, les conseillers",
        role="politologue, juriste, membre du conseil, porte-parole du collectif, responsable de quartier",
    ),
    _section(
        "economie",
        "Économie",
        "Les entreprises, le travail et l'argent.",
        "",
        "Le carnet de commandes, garni jusqu'en {month}, représente {amount}.",
        "À la criée, le cours a perdu {share} en {few} semaines.",
        "{few} emplois sur dix dépendent, de près ou de loin, de cette décision.",
        town=_HOME,
        actor="""la chambre de commerce, le syndicat des pêcheurs, la coopérative laitière, l'office du tourisme,
            le groupement des hôteliers, la banque régionale, le chantier naval, l'union des artisans,
            la fédération du bâtiment, le comité d'entreprise""",
        matter="""le plan de relance du fret, l'accord sur les salaires, la modernisation de la criée, la zone franche,
            la taxe sur les entrepôts, le fonds d'épargne locale, la reprise de la conserverie, le contrat de filière,
            le label des produits de la mer, la ligne de crédit aux artisans""",
        public="les salariés, les commerçants, les pêcheurs, les artisans",
        role="économiste, comptable, gestionnaire, analyste, porte-parole de la filière",
    ),
    _section(
        "societe",
        "Société",
        "La vie quotidienne, l'école, la santé, la justice.",
        "",
        "La permanence, ouverte {few} jours par mois, reçoit déjà {count} personnes par an.",
        "Au guichet, la file d'attente s'allonge dès l'ouverture, chaque {weekday}.",
        "Le délai moyen est passé de {few} semaines à quelques jours.",
        town=_HOME,
        actor="""l'hôpital, le rectorat, la caisse de retraite, l'association des locataires, le tribunal,
            la maison de quartier, le collectif des aidants, la mutuelle, l'office du logement,
            la banque alimentaire""",
        matter="""le plan d'accueil des aînés, la carte scolaire, l'encadrement des loyers, la rénovation des internats,
            le service de garde de nuit, la gratuité des cantines, le projet de résidence partagée,
            le dépistage gratuit, la permanence juridique, l'ouverture du dimanche""",
        public="les familles, les parents, les locataires, les patients",
        role="bénévole, sociologue, juriste, interne à l'hôpital, bibliothécaire",
    ),
    _section(
        "culture",
        "Culture",
        "Les livres, les scènes, les écrans et le patrimoine.",
        "",
        "La salle, {big}{digit}0 places à peine, affiche complet depuis {few} semaines.",
        "Le décor, construit à {elsewhere}, voyage dans {few} camions.",
        "Le catalogue recense {count} pièces, dont {few} jamais montrées.",
        town=_HOME,
        actor="""le théâtre municipal, l'orchestre, le musée maritime, la bibliothèque, le festival, la cinémathèque,
            l'école des beaux-arts, la maison d'édition, le conservatoire, la compagnie de danse""",
        matter="""la saison hors les murs, le cycle de ciné-concerts, l'exposition sur les naufrages,
            le prix des lycéens, la restauration de l'orgue, le programme de résidences, la nuit des lectures,
            le catalogue numérisé, la tournée des villages, le projet de salle commune""",
        public="les spectateurs, les lecteurs, les musiciens, les élèves",
        role="artiste, archiviste, libraire, scénographe, critique, violoniste",
    ),
    _section(
        "sciences",
        "Sciences",
        "La recherche, de l'atome aux galaxies.",
        "",
        "Les mesures, répétées {few} fois, concordent à {digit} % près.",
        "L'article, relu par {few} spécialistes, paraîtra en {month}.",
        "Sur {count} échantillons, {share} confirment l'hypothèse de départ.",
        town=_HOME,
        actor="""l'observatoire, le laboratoire de biologie marine, l'institut du climat, la station météorologique,
            l'université, l'équipe de géologie, le centre spatial, l'agence de l'eau, le muséum,
            le consortium de recherche""",
        matter="""la mission vers les lunes glacées, le suivi des récifs, l'atlas des insectes, la campagne de forages,
            le protocole de dépistage, le réseau de bouées, le télescope de nouvelle génération, l'essai clinique,
            l'étude sur les tourbières, le projet de données ouvertes""",
        public="les chercheurs, les étudiants, les volontaires, les techniciens",
        role="biologiste, géologue, astronome, glaciologue, spécialiste des océans",
    ),
    _section(
        "sport",
        "Sport",
        "Les résultats, les clubs et les coulisses.",
        "",
        "Le stade de {town} n'avait pas connu pareille affluence depuis {few} saisons.",
        "Après {few} défaites de rang, le vestiaire avait besoin d'un signe.",
        "La billetterie annonce {count} abonnés, un chiffre en hausse de {share}.",
        town=_HOME,
        actor="""le club, la fédération, la ligue, l'équipe de rugby, le comité d'organisation, la section cycliste,
            l'école de voile, le centre de formation, l'union sportive, la commission d'appel""",
        matter="""le calendrier de la saison, le projet de nouveau stade, la réforme des poules, l'arbitrage vidéo,
            le plan de formation des jeunes, la course autour de la baie, le tournoi d'hiver, le contrat d'équipement,
            le règlement antidopage, la fusion des deux sections""",
        public="les supporters, les licenciés, les entraîneurs, les bénévoles",
        role="kinésithérapeute, arbitre, capitaine, membre du comité, journaliste",
    ),
)

RULES: Rules = {
    "title": (
        "{town} : {actor} {verb} {matter}",
        "À {town}, {actor} {verb} {matter}",
        "Pourquoi {actor} {verb} {matter} à {town}",
        "{matter} à {town} : ce que demande {actor}",
        "{town} : {matter} oppose {public} et {actor}",
        "{actor} {verb} {matter}, {rival} s'interroge",
        "{actor} {verb} {matter}, {town} attend la suite",
        "Entre {actor} et {rival}, {matter} fait débat à {town}",
    ),
    "summary": (
        "{actor} {verb} {matter}, et {public} ne cachent pas leur impatience.",
        "À {town}, la décision de {actor} relance une discussion vieille de {few} ans.",
        "{rival} demande des comptes ; {public} attendent des réponses avant {month}.",
        "Derrière {matter}, une question simple : qui décide, et avec quel argent ?",
        "Enquête à {town}, où {count} personnes suivent le dossier de près.",
        "Le coût est estimé à {amount}, mais {rival} conteste les calculs.",
        "{person}, {post}, raconte {few} mois de négociations avec {actor}.",
    ),
    "opening": (
        "C'est à {town} que {actor} a choisi de s'expliquer, {weekday} dernier, aux côtés de {person}, {post}.",
        "La salle était comble, {weekday}, quand {person}, {post}, a pris la parole à {town}.",
        "Il pleuvait sur {town} lorsque {actor} a rendu son avis, lu par {person}, {post}.",
        "Tout est parti d'une lettre de {few} pages, adressée à {actor} par {person}, {post}.",
        "{matter} n'intéressait d'abord que {person}, {post} ; tout le monde en parle désormais à {town}.",
        "Des mois de discussions, {few} reports et une signature, celle de {person}, {post} : {actor} a tranché.",
    ),
    "bold": (
        "Le montant annoncé, **{amount}** sur {few} ans, couvre les travaux et leur suivi.",
        "Au total, **{count} personnes** sont concernées, pour une dépense de {amount}.",
        "Un chiffre a fait le tour de {town} : **{share}** de satisfaction, contre {big}{digit} % naguère.",
        "{actor} avance une date, **le {date}**, et un budget, {amount}.",
        "La règle tient en un mot, **la transparence**, et {public} y tiennent.",
    ),
    "italic": (
        "Le rapport, intitulé *{report}*, circule depuis {month}.",
        "Dans une tribune, *{report}*, {witness} appelle à la patience.",
        "Tout est résumé dans une brochure, *{report}*, tirée à {count} exemplaires.",
        "On relit volontiers, ces jours-ci, *{report}*, paru il y a {few} ans.",
    ),
    "link": (
        "Nos lecteurs s'en souviennent :",
        "L'affaire rappelle un autre épisode, raconté ici sous le titre",
        "À retrouver dans nos archives :",
        "Ce n'est pas une première :",
        "Une autre enquête avait déjà posé la question :",
    ),
    "closing": (
        "Rendez-vous est pris pour le {date}, à {town}.",
        "Réponse en {month}, si personne ne change d'avis d'ici là.",
        "La suite s'écrira à {town}, un {weekday} de {month}.",
        "D'ici là, {public} continueront de compter les jours.",
        "Il restera ensuite à tenir parole, ce que {rival} promet de vérifier.",
    ),
    "heading": (
        *("Un calendrier serré", "Le nerf de la guerre", "Une idée ancienne", "Des voix discordantes", "Ce qui change"),
        *("Le précédent de {elsewhere}", "Ce que redoute {rival}", "La méthode en question", "Et maintenant ?"),
        *("Vu de {town}", "{few} mois pour convaincre", "{public} en première ligne", "Les chiffres parlent"),
        *("L'épreuve des faits", "Une affaire de confiance", "Les limites du compromis", "Qui décide ?"),
    ),
    "lead_in": (
        "Ce qu'il faut retenir :",
        "Le texte prévoit notamment :",
        "Sur la table, à ce stade :",
        "Les demandes de {public} :",
    ),
    "item": (
        "un guichet unique à {town}, ouvert dès {month}",
        "une enveloppe de {amount}, versée en {few} fois",
        "un comité de suivi où siégera {rival}",
        "la publication des comptes, chaque {weekday}",
        "un bilan d'étape au bout de {few} mois",
        "{count} heures de formation pour {public}",
        "une aide de {share} pour les plus modestes",
        "l'abandon de la clause contestée par {actor}",
    ),
    "quote": (
        "On ne demande pas la lune : on demande que les promesses faites à {town} soient tenues.",
        "Le jour où {public} n'auront plus besoin de nous, nous aurons réussi. Ce jour n'est pas venu.",
        "J'ai vu passer {few} projets comme celui-là. C'est le premier que je comprends à la lecture.",
        "Nous avons perdu {few} ans à discuter du nom. Parlons enfin de ce qu'il y a dedans.",
        "Il faut imaginer {town} dans dix ans, et se demander ce que nous regretterons de n'avoir pas fait.",
        "La prudence est une vertu ; l'immobilité n'en est pas une.",
        "Les chiffres disent {share}. Les gens, eux, disent qu'ils sont fatigués d'attendre.",
    ),
    "quoted": ("« {quote} »",),
    "remark": (
        *("On ne bâtit rien sur un malentendu", "Nous avons le temps, mais pas l'éternité", "Tout reste à écrire"),
        *("C'est une question de confiance", "Personne n'a le monopole du bon sens", "Il fallait bien commencer"),
        *("Je préfère un bon accord à une belle bataille", "Nous jugerons sur pièces", "Le plus dur est devant nous"),
        *("On nous écoute enfin", "Ce n'est ni un miracle ni un désastre", "Les mots comptent autant que l'argent"),
        *("Nous ne signerons pas un chèque en blanc", "Il y a dix ans, on nous aurait ri au nez"),
        *("Cela se jouera à peu de chose", "La colère est retombée, pas l'inquiétude", "Je n'y croyais plus"),
        *("À {town}, on a la mémoire longue", "Une promesse n'est pas un plan", "On apprend en marchant"),
    ),
    "verb": _words(
        """défend, conteste, relance, suspend, présente, réexamine, soutient, reporte, veut réviser, veut accélérer,
        freine, prépare, met à l'épreuve, renonce à, s'inquiète de, mise sur, se félicite de, remet en cause"""
    ),
    "report": _words(
        """Le temps long, Une affaire de confiance, Vivre avec la mer, Compter juste, Les chemins de traverse,
        L'avenir à mains nues, Ce que nous devons aux autres, Tenir la barre, Après la marée, Le goût du commun"""
    ),
    "first": _words(
        """Nadia, Solène, Paul, Lucie, Inès, Mathieu, Awa, Étienne, Camille, Hugo, Maëlle, Karim, Éloïse, Benoît,
        Chloé, Gaël, Jeanne, Loïc, Margaux, Noé, Odile, Rémi, Salomé, Théo, Zoé, Anaïs, Cédric, Fatou, Irène, Joël"""
    ),
    "last": _words(
        """Morvan, Lestrade, Kermadec, Béranger, Delcourt, Faucheux, Garnault, Hamidi, Jourdain, Lanvin, Mercœur,
        Nivelle, Ollivier, Périgault, Quéméneur, Rostang, Sauvageot, Tessier, Vasseur, Wagnon, Azoulay, Bréhier,
        Chastel, Diallo"""
    ),
    "witness": ("{first} {last}",),
    "signature": ("{witness}, {role}",),
    "elsewhere": _words(_HOME),
    "amount": ("{big},{digit} millions d'euros", "{big}{digit} millions d'euros", "{big}{digit}0 000 euros"),
    "count": ("{big} {digit}{digit}0", "{big}{digit}0", "{big}{digit}{digit}"),
    "share": ("{big}{digit} %",),
    "date": ("{day} {month}",),
    "day": tuple(str(day) for day in range(2, 29)),
    "big": tuple("23456789"),
    "digit": tuple("123456789"),
    "few": _words("deux, trois, quatre, cinq, six, sept, huit, neuf"),
    "weekday": _words("lundi, mardi, mercredi, jeudi, vendredi, samedi"),
    "month": _words("janvier, février, mars, avril, mai, juin, juillet, septembre, octobre, novembre, décembre"),
    "bio": (
        "Au journal depuis {few} ans, après {few} autres dans la presse régionale.",
        "Signe chaque {weekday} une chronique très lue à {elsewhere}.",
        "Partage son temps entre {elsewhere} et la rédaction.",
        "Coordonne depuis {month} le cahier du samedi.",
        "A suivi {few} campagnes électorales et autant de tempêtes.",
    ),
}

AUTHORS = tuple(
    (name, role)
    for name, _, role in (
        line.strip().partition(", ")
        for line in """
            Anaïs Le Goff, rédactrice en chef
            Baptiste Nédélec, rédacteur en chef adjoint
            Claire Montbrun, cheffe du service Monde
            Damien Okoumé, correspondant en Afrique
            Élise Tanguy, correspondante en Asie
            Fabrice Lindqvist, correspondant en Europe
            Gwenaëlle Riou, journaliste politique
            Hervé Sarrazin, chroniqueur parlementaire
            Isabelle Nguyen, cheffe du service Économie
            Jérôme Pasquier, journaliste économique
            Khadija Benslimane, journaliste au service Société
            Léo Duchêne, reporter
            Maïwenn Corre, journaliste santé
            Nicolas Aubertin, critique de cinéma
            Océane Vidal, cheffe du service Culture
            Pierre-Yves Lacaze, critique littéraire
            Quentin Raoult, journaliste scientifique
            Rachel Steiner, cheffe du service Sciences
            Sébastien Kowalski, chef du service Sport
            Tiphaine Lemoël, journaliste sportive
        """.strip().splitlines()
    )
)

TAGS = _words(
    """Climat, Énergie, Transports, Santé, Éducation, Logement, Budget, Emploi, Agriculture, Pêche, Justice, Élections,
    Océan, Forêt, Eau, Biodiversité, Numérique, Espace, Patrimoine, Littérature, Cinéma, Musique, Théâtre, Danse,
    Peinture, Photographie, Bande dessinée, Architecture, Archéologie, Histoire, Philosophie, Langues, Presse, Radio,
    Télévision, Jeux vidéo, Gastronomie, Mode, Artisanat, Design, Football, Rugby, Cyclisme, Athlétisme, Natation,
    Voile, Handball, Basket-ball, Volley-ball, Tennis, Escrime, Judo, Aviron, Ski, Escalade, Gymnastique, Équitation,
    Surf, Pétanque, Marathon, Physique, Chimie, Mathématiques, Astronomie, Géologie, Médecine, Génétique,
    Neurosciences, Robotique, Informatique, Intelligence artificielle, Cybersécurité, Satellites, Volcans, Séismes,
    Météo, Glaciers, Récifs, Oiseaux, Abeilles, Impôts, Retraites, Salaires, Inflation, Commerce, Industrie,
    Automobile, Aéronautique, Textile, Tourisme, Banques, Assurances, Épargne, Start-up, Innovation, Coopératives,
    Syndicats, Grèves, Formation, Apprentissage, École, Université, Lycées, Crèches, Hôpitaux, Soignants, Vaccination,
    Nutrition, Handicap, Vieillesse, Jeunesse, Famille, Égalité, Migrations, Citoyenneté, Associations, Bénévolat,
    Sécurité, Police, Prisons, Parlement, Sénat, Gouvernement, Communes, Régions, Départements, Constitution,
    Référendum, Diplomatie, Défense, Désarmement, Frontières, Réfugiés, Aide humanitaire, Droits humains, Traités,
    Sanctions, Union européenne, ONU, Francophonie, Allemagne, Autriche, Belgique, Danemark, Espagne, Estonie,
    Finlande, Grèce, Irlande, Italie, Norvège, Pologne, Portugal, Roumanie, Slovénie, Suède, Suisse, Japon,
    Corée du Sud, Inde, Indonésie, Viêt Nam, Népal, Philippines, Thaïlande, Ouzbékistan, Sri Lanka, Sénégal, Kenya,
    Ghana, Maroc, Tunisie, Bénin, Rwanda, Togo, Zambie, Canada, Pérou, Colombie, Brésil, Ports, Canaux, Fleuves, Ponts,
    Tramway, Vélo, Rail, Aviation, Routes, Urbanisme, Déchets, Recyclage, Éoliennes, Nucléaire, Hydrogène, Solaire,
    Littoral, Montagne, Marais, Jardins"""
)
