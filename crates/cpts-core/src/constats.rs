//! Every criterion, met or not: one function per subject.
//!
//! A text without anything to fill in is borrowed from the rules as it is; most are.

use cpts_codes::{Date, insertion_sort_by_key};
use cpts_rules::{Issue, Niveau, Poste, Profession, Quand, Recours, Rules, Statut, Taille, TexteLegal};

use crate::bilan::{Constat, Financement, Texte};
use crate::echeancier::demarrage_limite;
use crate::financement::Missions;
use crate::perimetre::{CommuneRetenue, Perimetre};
use crate::projet::{Initiateur, Projet};
use crate::taille::Position;
use crate::territoire::{Territoire, retenue};
use crate::texte::{self, enumerer, habitants, nombre, remplir};

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
}

/// Every finding, in the order of display.
pub(crate) fn constats(c: &Contexte<'_>) -> Vec<Constat> {
    let mut liste = Liste { rules: c.rules, constats: Vec::with_capacity(40) };
    signature(c, &mut liste);
    initiative(c, &mut liste);
    let ouvert = composition(c, &mut liste);
    missions(c, &mut liste);
    territoire(c, &mut liste);
    populations(c, &mut liste);
    etendue(c, &mut liste);
    taille(c, &mut liste);
    association(c, &mut liste);
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
}

impl Liste {
    /// Adds an outcome whose texts have nothing to fill in.
    #[inline(never)]
    fn push(&mut self, issue: Issue) {
        self.fill(issue, &[]);
    }

    /// Adds an outcome, its texts filled in.
    // Called from sixty places: a copy in each would weigh more than the call costs.
    #[inline(never)]
    fn fill(&mut self, issue: Issue, champs: &[(&str, &str)]) {
        let Some(regle) = self.rules.issue(issue) else { return };
        let fill = |modele: &'static str| -> Texte {
            if champs.is_empty() || !modele.contains('{') {
                modele.into()
            } else {
                remplir(modele, champs).into()
            }
        };
        self.constats.push(Constat {
            regle: regle.regle,
            niveau: regle.niveau,
            titre: fill(regle.titre),
            explication: fill(regle.explication),
            action: fill(regle.action),
            sources: regle.sources,
        });
    }
}

fn signature(c: &Contexte<'_>, liste: &mut Liste) {
    let dernier = c.rules.texte_at(cpts_rules::TOUJOURS);
    match (c.projet.signature, c.texte) {
        (None, _) => liste.push(Issue::SignatureInconnue),
        (Some(date), None) => {
            let debut = c.rules.premier_bareme().map(texte::date).unwrap_or_default();
            liste.fill(Issue::SignatureAvantAci, &[("date", &texte::date(date)), ("debut", &debut)]);
        }
        (Some(_), Some(t)) if dernier.is_some_and(|dernier| dernier.id != t.id) => {
            liste.fill(Issue::SignatureTexteRemplace, &[("texte", t.titre_court)]);
        }
        (Some(_), Some(_)) => liste.push(Issue::SignatureConforme),
    }
    // What was being negotiated when the rules were last checked may be signed by then.
    if let Some(annonce) = &c.rules.annonce
        && c.projet.signature.is_none_or(|date| date > annonce.verifie_le)
    {
        liste.constats.push(Constat {
            regle: annonce.constat,
            niveau: annonce.niveau,
            titre: annonce.titre.into(),
            explication: annonce.texte.into(),
            action: annonce.action.into(),
            sources: annonce.sources,
        });
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
    let presents: Vec<&'static Profession> = professionnels
        .iter()
        .filter(|(_, nombre)| **nombre > 0)
        .filter_map(|(id, _)| c.rules.profession(id))
        .collect();
    let mut groupes: Vec<&'static str> = Vec::with_capacity(presents.len());
    for profession in presents.iter().filter(|p| p.sante) {
        if !groupes.contains(&profession.groupe) {
            groupes.push(profession.groupe);
        }
    }
    match groupes.as_slice() {
        [] => liste.push(Issue::CompositionSansProfessionnel),
        [seul] => {
            let noms =
                enumerer(presents.iter().filter(|p| p.sante).map(|p| p.nom).collect::<Vec<_>>().into_iter());
            let autres: Vec<String> = c
                .rules
                .professions
                .iter()
                .filter(|p| p.courante && p.sante && p.groupe != *seul)
                .map(|p| p.pluriel.to_lowercase())
                .collect();
            let autres = autres.join(", ");
            liste.fill(Issue::CompositionUneSeule, &[("profession", &noms), ("a_approcher", &autres)]);
        }
        plusieurs => liste.fill(Issue::CompositionConforme, &[("nombre", &plusieurs.len().to_string())]),
    }
    let any = |test: fn(Recours) -> bool| presents.iter().any(|p| test(p.recours));
    let generaliste = presents.iter().any(|p| p.generaliste);
    liste.push(if generaliste { Issue::GeneralisteConforme } else { Issue::GeneralisteAbsent });
    let premier = any(Recours::est_premier);
    liste.push(if premier { Issue::PremierRecoursConforme } else { Issue::PremierRecoursAbsent });
    let ouvert = any(Recours::ouvre_le_projet);
    liste.push(if ouvert { Issue::SecondRecoursConforme } else { Issue::SecondRecoursAbsent });
    ouvert
}

fn missions(c: &Contexte<'_>, liste: &mut Liste) {
    let socles = c.missions.socles.to_string();
    if !c.missions.choisies {
        liste.fill(Issue::MissionsInconnues, &[("nombre", &socles)]);
    } else if c.missions.manquantes.is_empty() {
        liste.fill(Issue::MissionsConformes, &[("nombre", &socles)]);
    }
    for mission in &c.missions.manquantes {
        if let Some(obligation) = &c.rules.poste(mission.poste()).obligation {
            liste.constats.push(Constat {
                regle: obligation.constat,
                niveau: Niveau::Bloquant,
                titre: obligation.titre.into(),
                explication: obligation.explication.into(),
                action: obligation.action.into(),
                sources: obligation.sources,
            });
        }
    }
    for mission in &c.missions.inexistantes {
        let titre = c.rules.poste(mission.poste()).titre_court;
        let texte = c.texte.map_or("", |t| t.titre_court);
        liste.fill(Issue::MissionInexistante, &[("mission", titre), ("texte", texte)]);
    }
    let Some(signature) = c.projet.signature else { return };
    let mut en_retard = false;
    for mission in &c.missions.retenues {
        let demarrage = c.projet.hypotheses.demarrages.get(mission).copied();
        let limite = demarrage_limite(*mission, signature, c.rules);
        if let (Some(demarrage), Some(limite)) = (demarrage, limite)
            && demarrage > limite
        {
            en_retard = true;
            let titre = c.rules.poste(mission.poste()).titre_court;
            let (demarrage, limite) = (texte::date(demarrage), texte::date(limite));
            liste.fill(
                Issue::MissionEnRetard,
                &[("mission", titre), ("date", &demarrage), ("limite", &limite)],
            );
        }
    }
    if !en_retard && c.missions.choisies && c.texte.is_some() && !c.missions.retenues.is_empty() {
        liste.push(Issue::MissionsDansLesDelais);
    }
}

fn names(communes: &[&CommuneRetenue]) -> String {
    enumerer(communes.iter().map(|commune| commune.nom.as_str()))
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
        let lieux = enumerer(lieux.into_iter());
        if t.dehors.len() == t.communes.len() {
            liste.fill(Issue::HorsDispositifEntier, &[("lieux", &lieux)]);
        } else {
            let communes = names(&t.dehors);
            liste.fill(Issue::HorsDispositifPartiel, &[("lieux", &lieux), ("communes", &communes)]);
        }
    }
    let nombre_communes = nombre(u32::try_from(t.communes.len()).unwrap_or(u32::MAX));
    let population = habitants(t.population);
    liste.fill(Issue::TerritoireConforme, &[("communes", &nombre_communes), ("population", &population)]);
    if t.dehors.len() < t.communes.len() {
        liste.push(Issue::CouvertureInconnue);
        liste.push(Issue::PertinenceConseil);
    }
    if !t.doubles.is_empty() {
        liste.fill(Issue::CommuneEnDouble, &[("communes", &names(&t.doubles))]);
    }
    for (ville, arrondissements) in &t.cumuls {
        let arrondissements = names(arrondissements);
        liste.fill(
            Issue::VilleEtArrondissement,
            &[("ville", &ville.nom), ("arrondissements", &arrondissements)],
        );
    }
}

fn populations(c: &Contexte<'_>, liste: &mut Liste) {
    let t = c.territoire;
    if t.communes.is_empty() {
        return;
    }
    let millesime = c.perimetre.millesime.to_string();
    let inconnues: Vec<&CommuneRetenue> = t.inconnues().collect();
    if !inconnues.is_empty() {
        liste.fill(Issue::PopulationInconnue, &[("communes", &names(&inconnues))]);
    }
    // One finding for each older vintage.
    let mut annees: Vec<u16> = t.communes.iter().filter_map(|commune| commune.millesime).collect();
    insertion_sort_by_key(&mut annees, |a| *a);
    annees.dedup();
    for annee in annees.into_iter().filter(|annee| *annee != c.perimetre.millesime) {
        let anciennes: Vec<&CommuneRetenue> =
            t.communes.iter().copied().filter(|commune| commune.millesime == Some(annee)).collect();
        let (communes, annee) = (names(&anciennes), annee.to_string());
        liste.fill(
            Issue::MillesimeAncien,
            &[("communes", &communes), ("annee", &annee), ("millesime", &millesime)],
        );
    }
    let parts: Vec<&CommuneRetenue> =
        t.communes.iter().copied().filter(|commune| commune.part.is_some()).collect();
    if !parts.is_empty() {
        liste.fill(Issue::SaisieManuelle, &[("communes", &names(&parts))]);
    }
    for commune in parts {
        let entiere = commune.part.as_ref().and_then(|part| part.population_entiere);
        if let (Some(saisie), Some(entiere)) = (commune.population, entiere)
            && retenue(commune) != Some(saisie)
        {
            let (population, entiere) = (habitants(saisie), nombre(entiere));
            liste.fill(
                Issue::SaisieTropGrande,
                &[("commune", &commune.nom), ("population", &population), ("entiere", &entiere)],
            );
        }
    }
    liste.fill(Issue::PopulationBase, &[("millesime", &millesime)]);
}

fn etendue(c: &Contexte<'_>, liste: &mut Liste) {
    let t = c.territoire;
    match (t.contigu(c.perimetre), &c.perimetre.composantes) {
        (Some(true), _) => liste.push(Issue::ContiguiteConforme),
        (Some(false), Some(parties)) => {
            // Whatever the order inside the parts, the names come in the order of codes.
            let mut isolees: Vec<_> = parties.iter().skip(1).flatten().copied().collect();
            insertion_sort_by_key(&mut isolees, |code| *code);
            let noms: Vec<&str> = isolees.iter().filter_map(|code| t.nom(*code)).collect();
            let (parties, noms) = (parties.len().to_string(), enumerer(noms.into_iter()));
            liste.fill(Issue::ContiguitePlusieurs, &[("nombre", &parties), ("communes", &noms)]);
        }
        _ if t.communes.is_empty() => {}
        _ => liste.push(Issue::ContiguiteInconnue),
    }
    if t.departements.len() > 1 {
        let noms = enumerer(t.departements.iter().map(cpts_codes::CodeDepartement::as_str));
        let nombre = t.departements.len().to_string();
        liste.fill(Issue::DepartementsPlusieurs, &[("nombre", &nombre), ("departements", &noms)]);
    }
    if t.regions.len() > 1 {
        let noms =
            enumerer(t.regions.iter().map(|code| c.rules.region(*code).map_or(code.as_str(), |r| r.nom)));
        let nombre = t.regions.len().to_string();
        liste.fill(Issue::RegionsPlusieurs, &[("nombre", &nombre), ("regions", &noms)]);
    }
}

fn taille(c: &Contexte<'_>, liste: &mut Liste) {
    let (Some(position), Some(population)) = (c.position, c.territoire.population_dedans) else { return };
    let bilan = &position.bilan;
    let numero = |taille: Taille| taille.numero().to_string();
    let voisine =
        |ecart: i8| bilan.taille.numero().checked_add_signed(ecart).map_or(String::new(), |n| n.to_string());
    let ici = numero(bilan.taille);
    if position.pres_du_bas {
        let (seuil, dessous) = (nombre(bilan.min), voisine(-1));
        if population == bilan.min && position.palier.statut > Statut::Calcule {
            liste.fill(
                Issue::SeuilExact,
                &[("taille", &ici), ("seuil", &seuil), ("taille_voisine", &dessous)],
            );
        } else {
            let marge = habitants(bilan.marge_basse.unwrap_or(0));
            liste.fill(
                Issue::SeuilJusteAuDessus,
                &[("taille", &ici), ("marge", &marge), ("seuil", &seuil), ("taille_voisine", &dessous)],
            );
        }
    }
    if position.pres_du_haut
        && let (Some(max), Some(marge)) = (bilan.max, bilan.marge_haute)
    {
        // One more than the margin: the margin is what can be gained without changing.
        let (seuil, manque, dessus) =
            (nombre(max.saturating_add(1)), habitants(marge.saturating_add(1)), voisine(1));
        liste.fill(
            Issue::SeuilJusteEnDessous,
            &[("taille", &ici), ("marge", &manque), ("seuil", &seuil), ("taille_voisine", &dessus)],
        );
    }
    if !bilan.fragile {
        liste.fill(Issue::SeuilConforme, &[("taille", &ici)]);
    }
    let attente = c.rules.tailles.petit_territoire.at(c.date).valeur;
    if population < attente {
        let (population, attente) = (habitants(population), nombre(attente));
        liste.fill(Issue::PetitTerritoire, &[("population", &population), ("attente", &attente)]);
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
    let issue = if fonctionnement.total < cout {
        Issue::CoordinationInsuffisante
    } else {
        Issue::CoordinationConforme
    };
    let champs = [
        ("fonctionnement", nombre(fonctionnement.total)),
        ("cout", nombre(cout)),
        ("brut", nombre(hypothese.brut.at(c.date).valeur)),
        ("charges", nombre(hypothese.charges.at(c.date).valeur)),
    ];
    liste.fill(issue, &champs.each_ref().map(|(champ, valeur)| (*champ, valeur.as_str())));
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
            liste.constats.push(Constat {
                regle: lecture.id,
                niveau: Niveau::Conseil,
                titre: lecture.lu.into(),
                explication: lecture.reponse.into(),
                action: lecture.action.into(),
                sources: lecture.sources,
            });
        }
    }
}
