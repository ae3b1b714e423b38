//! Every criterion, met or not: one function per subject.
//!
//! A text without anything to fill in is borrowed from the rules as it is; most are.

use cpts_codes::{Date, insertion_sort_by_key};
use cpts_rules::{IdSource, Issue, Niveau, Poste, Quand, Rules, Situation, Statut, TexteLegal, embedded};

use crate::bilan::{Constat, Financement, Texte};
use crate::contrat_en_cours::ContratEnCours;
use crate::couverture::{CouverturePerimetre, StatutCpts};
use crate::echeancier::{demarrage_limite, fin_de_contrat, origine_des_delais};
use crate::financement::Missions;
use crate::horizon::HORIZON_MOIS;
use crate::perimetre::{CommuneRetenue, Perimetre};
use crate::projet::{Initiateur, Projet};
use crate::taille::Position;
use crate::territoire::{Partie, Territoire, annee_des_iris, choisies, retenue};
use crate::texte::{self, enumerer, minuscules, remplir};

/// What the criteria look at.
pub(crate) struct Contexte<'a> {
    pub(crate) projet: &'a Projet,
    pub(crate) perimetre: &'a Perimetre,
    pub(crate) rules: &'static Rules,
    pub(crate) date: Date,
    pub(crate) texte: Option<&'static TexteLegal>,
    pub(crate) territoire: &'a Territoire<'a>,
    pub(crate) missions: &'a Missions,
    pub(crate) position: Option<&'a Position>,
    pub(crate) financement: Option<&'a Financement>,
    pub(crate) contrat: Option<&'a ContratEnCours>,
}

impl Contexte<'_> {
    /// Whether a contract runs: what founding a CPTS takes is not told then.
    fn en_cours(&self) -> bool {
        self.projet.situation == Situation::Existante
    }
}

/// Every finding, in the order of display.
pub(crate) fn constats(c: &Contexte<'_>) -> Vec<Constat> {
    let mut liste = Liste { rules: c.rules, constats: Vec::with_capacity(40), champs: Vec::new() };
    if c.en_cours() {
        contrat(c, &mut liste);
    } else {
        signature(c, &mut liste);
    }
    annonce(c, &mut liste);
    if !c.en_cours() {
        initiative(c, &mut liste);
    }
    let ouvert = composition(c, &mut liste);
    missions(c, &mut liste);
    territoire(c, &mut liste);
    populations(c, &mut liste);
    etendue(c, &mut liste);
    taille(c, &mut liste);
    if !c.en_cours() {
        association(c, &mut liste);
    }
    coordination(c, &mut liste);
    lectures(c, ouvert, &mut liste);
    // Stable: inside a level, the order of the subjects above.
    insertion_sort_by_key(&mut liste.constats, |constat| constat.niveau);
    liste.constats
}

/// The findings, being written.
struct Liste {
    rules: &'static Rules,
    constats: Vec<Constat>,
    /// What the next outcome fills its texts in with.
    champs: Vec<(&'static str, String)>,
}

// Called from a hundred places: a copy in each would weigh more than the call costs.
impl Liste {
    /// A field of the next outcome.
    #[inline(never)]
    fn champ(&mut self, nom: &'static str, valeur: String) {
        self.champs.push((nom, valeur));
    }

    #[inline(never)]
    fn texte(&mut self, nom: &'static str, valeur: &str) {
        self.champ(nom, valeur.to_owned());
    }

    #[inline(never)]
    fn nombre(&mut self, nom: &'static str, valeur: u32) {
        self.champ(nom, texte::nombre(valeur));
    }

    /// A year, a rank: a number without spaces.
    #[inline(never)]
    fn entier(&mut self, nom: &'static str, valeur: usize) {
        self.champ(nom, valeur.to_string());
    }

    #[inline(never)]
    fn habitants(&mut self, nom: &'static str, valeur: u32) {
        self.champ(nom, texte::habitants(valeur));
    }

    #[inline(never)]
    fn date(&mut self, nom: &'static str, valeur: Date) {
        self.champ(nom, texte::date(valeur));
    }

    #[inline(never)]
    fn communes(&mut self, nom: &'static str, communes: &[&CommuneRetenue]) {
        let mut noms: Vec<&str> = Vec::new();
        for commune in communes {
            noms.push(&commune.nom);
        }
        self.champ(nom, enumerer(&noms));
    }

    /// Adds an outcome, its texts filled in with the fields given since the last one.
    #[inline(never)]
    fn push(&mut self, issue: Issue) {
        // Rules of a site may be older than an outcome.
        let dite = self.rules.issue(issue).filter(|regle| !regle.titre.is_empty());
        if let Some(regle) = dite.or_else(|| embedded().issue(issue)) {
            let textes = [regle.titre, regle.explication, regle.action];
            self.add(regle.regle, regle.niveau, textes, regle.sources);
        }
        self.champs.clear();
    }

    /// Adds a finding from its title, its explanation and its action.
    #[inline(never)]
    fn add(
        &mut self,
        regle: &'static str,
        niveau: Niveau,
        textes: [&'static str; 3],
        sources: &'static [IdSource],
    ) {
        let [titre, explication, action] = textes.map(|modele| -> Texte {
            if self.champs.is_empty() || !modele.contains('{') {
                modele.into()
            } else {
                remplir(modele, &self.champs).into()
            }
        });
        self.constats.push(Constat { regle, niveau, titre, explication, action, sources });
    }
}

fn signature(c: &Contexte<'_>, liste: &mut Liste) {
    let dernier = c.rules.texte_at(cpts_rules::TOUJOURS);
    match (c.projet.signature, c.texte) {
        (None, _) => liste.push(Issue::SignatureInconnue),
        (Some(date), None) => {
            liste.date("date", date);
            if let Some(debut) = c.rules.formulaire.premier_bareme {
                liste.date("debut", debut);
            }
            liste.push(Issue::SignatureAvantAci);
        }
        (Some(_), Some(t)) if dernier.is_some_and(|dernier| dernier.id != t.id) => {
            liste.texte("texte", t.titre_court);
            liste.push(Issue::SignatureTexteRemplace);
        }
        (Some(_), Some(_)) => liste.push(Issue::SignatureConforme),
    }
}

/// Where a contract that runs stands.
fn contrat(c: &Contexte<'_>, liste: &mut Liste) {
    if c.projet.vue_le.is_none() {
        liste.push(Issue::ContratSansJour);
    }
    let Some(contrat) = c.contrat else { return liste.push(Issue::ContratSansSignature) };
    let signature = contrat.signature;
    let (Some(avant), Some(texte)) = (&contrat.texte_signature, &contrat.texte) else {
        liste.date("date", signature);
        if let Some(debut) = c.rules.formulaire.premier_bareme {
            liste.date("debut", debut);
        }
        return liste.push(Issue::SignatureAvantAci);
    };
    let Some(vue_le) = contrat.vue_le else {
        if let Some(vue_le) = c.projet.vue_le {
            liste.date("signature", signature);
            liste.date("vue_le", vue_le);
            liste.push(Issue::ContratAVenir);
        }
        return;
    };
    liste.date("signature", signature);
    liste.texte("texte", texte.titre_court);
    if contrat.est_remplace() {
        liste.texte("avant", avant.titre_court);
        liste.date("depuis", texte.depuis);
        liste.push(Issue::ContratTexteRemplace);
    } else {
        liste.push(Issue::ContratConforme);
    }
    if let (Some(annee), Some(prochain)) = (contrat.annee, contrat.prochain_anniversaire) {
        liste.date("date", prochain);
        liste.entier("annee", usize::from(annee) + 1);
        liste.push(Issue::AnniversaireProchain);
    }
    let signee = fin_de_contrat(signature, c.rules);
    liste.date("fin", signee);
    if contrat.renouvele_le.is_some() {
        liste.date("suite", contrat.fin);
    }
    liste.push(if contrat.renouvele_le.is_some() {
        Issue::FinPassee
    } else if signee < vue_le.plus_months(HORIZON_MOIS) {
        Issue::FinProche
    } else {
        Issue::FinLointaine
    });
}

fn annonce(c: &Contexte<'_>, liste: &mut Liste) {
    // What was being negotiated when the rules were last checked may be signed by then.
    if let Some(annonce) = &c.rules.annonce
        && c.date > annonce.verifie_le
    {
        let textes = [annonce.titre, annonce.texte, annonce.action];
        liste.add(annonce.constat, annonce.niveau, textes, annonce.sources);
    }
}

fn initiative(c: &Contexte<'_>, liste: &mut Liste) {
    liste.push(match c.projet.initiateur {
        None => Issue::InitiativeInconnue,
        Some(Initiateur::ProfessionnelsDeSante) => Issue::InitiativeConforme,
        Some(Initiateur::Etablissement) => Issue::InitiativeEtablissement,
        Some(Initiateur::Elus) => Issue::InitiativeElus,
        Some(Initiateur::Usagers) => Issue::InitiativeUsagers,
        Some(Initiateur::Autre) => Issue::InitiativeAutre,
    });
}

/// Returns whether someone beyond first recourse takes part.
fn composition(c: &Contexte<'_>, liste: &mut Liste) -> bool {
    let Some(professionnels) = &c.projet.professionnels else {
        for issue in [
            Issue::CompositionInconnue,
            Issue::GeneralisteInconnu,
            Issue::PremierRecoursInconnu,
            Issue::SecondRecoursInconnu,
        ] {
            liste.push(issue);
        }
        return false;
    };
    // Few are given and many exist: look up each of the few.
    let (mut generaliste, mut premier, mut ouvert) = (false, false, false);
    let mut groupes: Vec<&'static str> = Vec::new();
    let mut noms: Vec<&'static str> = Vec::new();
    for (id, nombre) in professionnels.iter() {
        let Some(profession) = c.rules.profession(id).filter(|_| *nombre > 0) else { continue };
        generaliste |= profession.generaliste;
        premier |= profession.recours.est_premier();
        ouvert |= profession.recours.ouvre_le_projet();
        if profession.sante {
            noms.push(profession.nom);
            if !groupes.contains(&profession.groupe) {
                groupes.push(profession.groupe);
            }
        }
    }
    match groupes.as_slice() {
        [] => liste.push(Issue::CompositionSansProfessionnel),
        [seul] => {
            let mut autres = String::new();
            for p in c.rules.formulaire.professions {
                if p.courante && p.sante && p.groupe != *seul {
                    autres.push_str(if autres.is_empty() { "" } else { ", " });
                    autres.push_str(&minuscules(p.pluriel));
                }
            }
            liste.champ("profession", enumerer(&noms));
            liste.champ("a_approcher", autres);
            liste.push(Issue::CompositionUneSeule);
        }
        plusieurs => {
            liste.entier("nombre", plusieurs.len());
            liste.push(Issue::CompositionConforme);
        }
    }
    liste.push(if generaliste { Issue::GeneralisteConforme } else { Issue::GeneralisteAbsent });
    liste.push(if premier { Issue::PremierRecoursConforme } else { Issue::PremierRecoursAbsent });
    liste.push(if ouvert { Issue::SecondRecoursConforme } else { Issue::SecondRecoursAbsent });
    ouvert
}

fn missions(c: &Contexte<'_>, liste: &mut Liste) {
    if !c.missions.choisies {
        liste.nombre("nombre", c.missions.socles);
        liste.push(Issue::MissionsInconnues);
    } else if c.missions.manquantes.is_empty() {
        liste.nombre("nombre", c.missions.socles);
        liste.push(Issue::MissionsConformes);
    }
    for mission in &c.missions.manquantes {
        if let Some(obligation) = &c.rules.poste(mission.poste()).obligation {
            let textes = [obligation.titre, obligation.explication, obligation.action];
            liste.add(obligation.constat, Niveau::Bloquant, textes, obligation.sources);
        }
    }
    for mission in &c.missions.inexistantes {
        liste.texte("mission", c.rules.poste(mission.poste()).titre_court);
        liste.texte("texte", c.texte.map_or("", |t| t.titre_court));
        liste.push(Issue::MissionInexistante);
    }
    let Some(signature) = c.projet.signature else { return };
    let mut en_retard = false;
    for mission in &c.missions.retenues {
        let demarrage = c.projet.hypotheses.demarrages.get(mission).copied();
        let limite = demarrage_limite(*mission, signature, c.rules.formulaire);
        if let (Some(demarrage), Some(limite)) = (demarrage, limite)
            && demarrage > limite
        {
            en_retard = true;
            liste.texte("mission", c.rules.poste(mission.poste()).titre_court);
            liste.date("date", demarrage);
            liste.date("limite", limite);
            liste.push(if c.en_cours() { Issue::MissionHorsDelai } else { Issue::MissionEnRetard });
        }
        let origine = origine_des_delais(*mission, signature, c.rules.formulaire);
        if c.en_cours() && demarrage.is_none() && origine > signature {
            liste.texte("mission", c.rules.poste(mission.poste()).titre_court);
            liste.date("debut", origine);
            liste.push(Issue::MissionVenueApres);
        }
    }
    if !en_retard && c.missions.choisies && c.texte.is_some() && !c.missions.retenues.is_empty() {
        liste.push(if c.en_cours() { Issue::MissionsDemarrees } else { Issue::MissionsDansLesDelais });
    }
}

fn territoire(c: &Contexte<'_>, liste: &mut Liste) {
    let t = c.territoire;
    if t.communes.is_empty() {
        return liste.push(Issue::TerritoireVide);
    }
    if !t.dehors.is_empty() {
        let mut lieux: Vec<&str> = Vec::new();
        for commune in &t.dehors {
            if let Some(lieu) = c.rules.hors_dispositif(commune.departement)
                && !lieux.contains(&lieu.nom)
            {
                lieux.push(lieu.nom);
            }
        }
        liste.champ("lieux", enumerer(&lieux));
        if t.dehors.len() == t.communes.len() {
            liste.push(Issue::HorsDispositifEntier);
        } else {
            liste.communes("communes", &t.dehors);
            liste.push(Issue::HorsDispositifPartiel);
        }
    }
    liste.nombre("communes", u32::try_from(t.communes.len()).unwrap_or(u32::MAX));
    liste.habitants("population", t.population);
    liste.push(Issue::TerritoireConforme);
    if t.dehors.len() < t.communes.len() {
        couverture(c, liste);
        if !c.en_cours() {
            liste.push(Issue::PertinenceConseil);
        }
    }
    if !t.doubles.is_empty() {
        liste.communes("communes", &t.doubles);
        liste.push(Issue::CommuneEnDouble);
    }
    for (ville, arrondissements) in &t.cumuls {
        liste.texte("ville", &ville.nom);
        liste.communes("arrondissements", arrondissements);
        liste.push(Issue::VilleEtArrondissement);
    }
}

/// The CPTS that are there already: the most settled first, each with its communes.
fn couverture(c: &Contexte<'_>, liste: &mut Liste) {
    let Some(connue) = &c.perimetre.couverture else {
        // The communes of a contract are its own until a file says otherwise.
        if !c.en_cours() {
            liste.push(Issue::CouvertureInconnue);
        }
        return;
    };
    let communes = &c.territoire.communes;
    let fichier = fichier(connue);
    let mut rien = true;
    for issue in
        [Issue::CouvertureAci, Issue::CouvertureProjet, Issue::CouvertureLettre, Issue::CouverturePartagee]
    {
        // The CPTS, in the order of their first commune, with the names of their communes.
        let mut trouvees: Vec<(u32, Vec<&str>)> = Vec::new();
        let mut nombre = 0;
        for commune in communes {
            let debut = connue.communes.partition_point(|ligne| ligne.code < commune.code);
            let mut ici = false;
            for ligne in connue.communes.iter().skip(debut).take_while(|ligne| ligne.code == commune.code) {
                let sens = match ligne.statut {
                    StatutCpts::LettreIntention => Issue::CouvertureLettre,
                    _ if ligne.partielle => Issue::CouverturePartagee,
                    StatutCpts::AciSignee => Issue::CouvertureAci,
                    StatutCpts::ProjetValide => Issue::CouvertureProjet,
                };
                if sens == issue {
                    ici = true;
                    match trouvees.iter_mut().find(|(cpts, _)| *cpts == ligne.cpts) {
                        Some((_, noms)) => noms.push(&commune.nom),
                        None => trouvees.push((ligne.cpts, vec![&commune.nom])),
                    }
                }
            }
            nombre += usize::from(ici);
        }
        if nombre == 0 {
            continue;
        }
        rien = false;
        let (mut noms, mut details) = (Vec::new(), Vec::new());
        for (cpts, communes) in &trouvees {
            let nom =
                ["«\u{a0}", connue.cpts.get(*cpts as usize).map_or("", String::as_str), "\u{a0}»"].concat();
            details.push([&nom, " (", &enumerer(communes), ")"].concat());
            noms.push(nom);
        }
        liste.entier("nombre", nombre);
        liste.entier("total", communes.len());
        liste.champ("cpts", enumerer_tout(&noms));
        liste.champ("detail", enumerer_tout(&details));
        liste.texte("fichier", &fichier);
        // The CPTS under contract may be this very one.
        let sienne = c.en_cours() && issue == Issue::CouvertureAci;
        liste.push(if sienne { Issue::CouvertureDuContrat } else { issue });
    }
    let inconnues = choisies(communes, &|c| connue.non_verifiees.binary_search(&c.code).is_ok());
    liste.entier("total", communes.len());
    liste.champ("fichier", fichier);
    if !inconnues.is_empty() {
        liste.entier("nombre", inconnues.len());
        liste.communes("communes", &inconnues);
        liste.push(Issue::CouverturePartielle);
    } else if rien {
        liste.push(Issue::CouvertureAbsente);
    } else {
        liste.champs.clear();
    }
}

fn enumerer_tout(noms: &[String]) -> String {
    let mut references: Vec<&str> = Vec::new();
    for nom in noms {
        references.push(nom);
    }
    enumerer(&references)
}

/// `« source », du 3 mars 2026`: what was looked at, so that nobody takes it for the last word.
fn fichier(connue: &CouverturePerimetre) -> String {
    let jour = connue
        .produite_le
        .map_or_else(|| "sans date".to_owned(), |date| ["du ", &texte::date(date)].concat());
    ["«\u{a0}", &connue.source, "\u{a0}», ", &jour].concat()
}

fn populations(c: &Contexte<'_>, liste: &mut Liste) {
    let t = c.territoire;
    if t.communes.is_empty() {
        return;
    }
    let inconnues = t.inconnues();
    if !inconnues.is_empty() {
        liste.communes("communes", &inconnues);
        liste.push(Issue::PopulationInconnue);
    }
    // One finding for each older vintage, the oldest first.
    let mut vue = None;
    while let Some(annee) = next_vintage(&t.communes, vue) {
        vue = Some(annee);
        if annee != c.perimetre.millesime {
            liste.communes("communes", &choisies(&t.communes, &|c| c.millesime == Some(annee)));
            liste.entier("annee", annee.into());
            liste.entier("millesime", c.perimetre.millesime.into());
            liste.push(Issue::MillesimeAncien);
        }
    }
    let parts = choisies(&t.communes, &|commune| commune.part.is_some());
    let saisies = choisies(&parts, &|commune| annee_des_iris(commune).is_none());
    if !saisies.is_empty() {
        liste.communes("communes", &saisies);
        liste.push(Issue::SaisieManuelle);
    }
    if let Some(annee) = parts.iter().find_map(|commune| annee_des_iris(commune)) {
        liste.communes("communes", &choisies(&parts, &|commune| annee_des_iris(commune).is_some()));
        liste.entier("annee", annee.into());
        liste.entier("millesime", c.perimetre.millesime.into());
        liste.push(Issue::PartIris);
    }
    for commune in parts {
        let entiere = commune.part.as_ref().and_then(|part| part.population_entiere);
        if let (Some(saisie), Some(entiere)) = (commune.population, entiere)
            && retenue(commune) != Some(saisie)
        {
            liste.texte("commune", &commune.nom);
            liste.habitants("population", saisie);
            liste.nombre("entiere", entiere);
            liste.push(Issue::SaisieTropGrande);
        }
    }
    liste.entier("millesime", c.perimetre.millesime.into());
    liste.push(Issue::PopulationBase);
}

/// The oldest vintage that a commune has of its own, after the last one seen.
fn next_vintage(communes: &[&CommuneRetenue], vue: Option<u16>) -> Option<u16> {
    let mut suivante: Option<u16> = None;
    for commune in communes {
        if commune.millesime > vue && (suivante.is_none() || commune.millesime < suivante) {
            suivante = commune.millesime;
        }
    }
    suivante
}

fn etendue(c: &Contexte<'_>, liste: &mut Liste) {
    let t = c.territoire;
    match t.contigu(c.perimetre) {
        Some(true) => liste.push(Issue::ContiguiteConforme),
        Some(false) => parties(&t.parties(c.perimetre), liste),
        None if t.communes.is_empty() => {}
        None => liste.push(Issue::ContiguiteInconnue),
    }
    let mut noms: Vec<&str> = Vec::new();
    if t.departements.len() > 1 {
        for code in &t.departements {
            noms.push(code.as_str());
        }
        liste.entier("nombre", noms.len());
        liste.champ("departements", enumerer(&noms));
        liste.push(Issue::DepartementsPlusieurs);
    }
    noms.clear();
    if t.regions.len() > 1 {
        for code in &t.regions {
            noms.push(c.rules.region(*code).map_or(code.as_str(), |r| r.nom));
        }
        liste.entier("nombre", noms.len());
        liste.champ("regions", enumerer(&noms));
        liste.push(Issue::RegionsPlusieurs);
    }
}

/// What stands apart from the most populous part: across water nothing could join it,
/// so that is said apart, and weighs less.
fn parties(parties: &[Partie<'_>], liste: &mut Liste) {
    let Some((principale, autres)) = parties.split_first() else { return };
    let (mut isolees, mut iles): (Vec<&Partie<'_>>, Vec<&Partie<'_>>) = (Vec::new(), Vec::new());
    for partie in autres {
        if partie.terre == principale.terre { isolees.push(partie) } else { iles.push(partie) }
    }
    if !isolees.is_empty() {
        liste.entier("nombre", isolees.len() + 1);
        liste.champ("parties", parties_en_mots(&isolees));
        liste.push(Issue::ContiguitePlusieurs);
    }
    if !iles.is_empty() {
        liste.champ("iles", parties_en_mots(&iles));
        liste.push(Issue::ContiguiteIles);
    }
}

/// "A seule (1 234 habitants) ; B et C ensemble (800 habitants) et 2 autres parties".
fn parties_en_mots(parties: &[&Partie<'_>]) -> String {
    const CITEES: usize = 4;
    let mut mots = String::new();
    for (place, partie) in parties.iter().take(CITEES).enumerate() {
        let mut noms: Vec<&str> = Vec::new();
        for commune in &partie.communes {
            noms.push(&commune.nom);
        }
        mots.push_str(if place > 0 { "\u{a0}; " } else { "" });
        mots.push_str(&enumerer(&noms));
        mots.push_str(match partie.communes.as_slice() {
            [arrondissement] if arrondissement.ville.is_some() => " seul",
            [_] => " seule",
            _ => " ensemble",
        });
        if partie.population > 0 {
            mots.push_str(" (");
            mots.push_str(&texte::habitants(partie.population));
            mots.push(')');
        }
    }
    match parties.len().saturating_sub(CITEES) {
        0 => {}
        1 => mots.push_str(" et une autre partie"),
        n => {
            mots.push_str(" et ");
            mots.push_str(&n.to_string());
            mots.push_str(" autres parties");
        }
    }
    mots
}

fn taille(c: &Contexte<'_>, liste: &mut Liste) {
    let (Some(position), Some(population)) = (c.position, c.territoire.population_dedans) else { return };
    let bilan = &position.bilan;
    let ici = usize::from(bilan.taille.numero());
    if position.pres_du_bas {
        liste.entier("taille", ici);
        liste.nombre("seuil", bilan.min);
        liste.entier("taille_voisine", ici.saturating_sub(1));
        if population == bilan.min && position.palier.statut > Statut::Calcule {
            liste.push(Issue::SeuilExact);
        } else {
            liste.habitants("marge", bilan.marge_basse.unwrap_or(0));
            liste.push(Issue::SeuilJusteAuDessus);
        }
    }
    if position.pres_du_haut
        && let (Some(max), Some(marge)) = (bilan.max, bilan.marge_haute)
    {
        // One more than the margin: the margin is what can be gained without changing.
        liste.entier("taille", ici);
        liste.nombre("seuil", max.saturating_add(1));
        liste.habitants("marge", marge.saturating_add(1));
        liste.entier("taille_voisine", ici + 1);
        liste.push(Issue::SeuilJusteEnDessous);
    }
    if !bilan.fragile {
        liste.entier("taille", ici);
        liste.push(Issue::SeuilConforme);
    }
    let attente = c.rules.tailles.petit_territoire.at(c.date).valeur;
    if population < attente && !c.en_cours() {
        liste.habitants("population", population);
        liste.nombre("attente", attente);
        liste.push(Issue::PetitTerritoire);
    }
}

fn association(c: &Contexte<'_>, liste: &mut Liste) {
    let departements = &c.territoire.departements;
    let local = departements.iter().filter(|code| c.rules.lieux.droit_local.contains(code)).count();
    liste.push(match local {
        0 => Issue::AssociationAConstituer,
        n if n == departements.len() => Issue::AssociationDroitLocal,
        _ => Issue::AssociationMixte,
    });
}

fn coordination(c: &Contexte<'_>, liste: &mut Liste) {
    let Some(fonctionnement) = c
        .financement
        .and_then(|financement| financement.lignes.iter().find(|ligne| ligne.poste == Poste::Fonctionnement))
    else {
        return;
    };
    let hypothese = &c.rules.coordination;
    let cout = hypothese.cout(c.date);
    liste.nombre("fonctionnement", fonctionnement.total);
    liste.nombre("cout", cout);
    liste.nombre("brut", hypothese.brut.at(c.date).valeur);
    liste.nombre("charges", hypothese.charges.at(c.date).valeur);
    liste.push(if fonctionnement.total < cout {
        Issue::CoordinationInsuffisante
    } else {
        Issue::CoordinationConforme
    });
}

/// What one may have read elsewhere, told where it matters.
fn lectures(c: &Contexte<'_>, ouvert: bool, liste: &mut Liste) {
    for lecture in c.rules.lectures {
        let utile = match lecture.quand {
            Quand::Montants => c.financement.is_some(),
            Quand::SoclesIncomplets => !c.missions.choisies || !c.missions.manquantes.is_empty(),
            Quand::PresDUnSeuil => c.position.is_some_and(|p| p.bilan.fragile),
            Quand::SecondRecours => ouvert,
            Quand::DerniereTaille => {
                c.financement.is_some() && c.position.is_some_and(|p| p.bilan.max.is_none())
            }
            Quand::Liste => false,
        };
        if utile {
            let textes = [lecture.lu, lecture.reponse, lecture.action];
            liste.add(lecture.id, Niveau::Conseil, textes, lecture.sources);
        }
    }
}
