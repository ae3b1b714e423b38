//! The way back and the way forth again, over all that the person answered and the
//! perimeters put aside.
//!
//! Nothing has to tell of its changes: what the person sees is compared with what was
//! there before, once a gesture, and the difference gives the words. What follows from
//! the project (perimeter, bilan) is never kept: it is computed again.

use std::rc::Rc;

use cpts_codes::CodeCommune;
use cpts_core::{Budget, Projet, Territoire};
use cpts_perimetre::comparaison;

use crate::effets::memoire;
use crate::etat::Etat;
use crate::etat::cellules::histoire::{A_PART, Histoire, Instant, Pas, Reponse};
use crate::socle::format::compte;

/// Steps that are kept.
const PAS_MAX: usize = 100;

/// What the gesture is called that puts another project in the place of the answers.
pub(crate) const OUVERTURE: &str = "ouverture du projet";

/// Milliseconds within which two changes of one answer are one gesture: typing a
/// number, holding a button down.
const GESTE: f64 = 1_500.0;

/// Gives its name to the change that is about to be made.
pub(crate) fn name_next(etat: Etat, quoi: String) {
    etat.histoire.update(|h| h.prochain = Some(quoi));
}

/// What stands there now is where the way back begins.
pub(crate) fn begin_here(etat: Etat) {
    etat.histoire.set(Histoire::default());
}

pub(crate) fn note(etat: Etat, regles: String, apres: Instant) {
    let mut h = etat.histoire.get_untracked();
    let avant = match h.ici.take() {
        Some(avant) if h.regles == regles => avant,
        _ => {
            etat.histoire.set(Histoire { ici: Some(Rc::new(apres)), regles, ..h });
            return;
        }
    };
    let prochain = h.prochain.take();
    if *avant == apres {
        // What was to come changed nothing.
        if prochain.is_some() {
            etat.histoire.set(Histoire { ici: Some(avant), ..h });
        }
        return;
    }
    let (reponse, quoi) = match prochain {
        Some(quoi) => (A_PART, quoi),
        None => describe(etat, &avant, &apres),
    };
    let maintenant = js_sys::Date::now();
    let suite = reponse != A_PART && h.defaits.is_empty() && maintenant - h.quand < GESTE;
    h.quand = maintenant;
    h.defaits.clear();
    match h.faits.last().map(|pas| (pas.reponse == reponse, Rc::clone(&pas.vers))) {
        Some((true, vers)) if suite => {
            h.faits.pop();
            // Back to where the gesture began: nothing was done.
            if *vers != apres {
                let (reponse, quoi) = describe(etat, &vers, &apres);
                h.faits.push(Pas { vers, quoi, reponse });
            }
        }
        _ => h.faits.push(Pas { vers: avant, quoi, reponse }),
    }
    if h.faits.len() > PAS_MAX {
        h.faits.remove(0);
    }
    h.ici = Some(Rc::new(apres));
    etat.histoire.set(h);
}

/// Undoes the last change, or makes again the last one that was undone.
pub(crate) fn travel(etat: Etat, en_arriere: bool) {
    let mut h = etat.histoire.get_untracked();
    let pas = if en_arriere { h.faits.pop() } else { h.defaits.pop() };
    let (Some(Pas { vers, quoi, reponse }), Some(ici)) = (pas, h.ici.take()) else {
        let phrase = if en_arriere { "Rien à annuler." } else { "Rien à rétablir." };
        etat.annonce.set(phrase.to_owned());
        return;
    };
    let retour = Pas { vers: ici, quoi: quoi.clone(), reponse };
    if en_arriere {
        h.defaits.push(retour)
    } else {
        h.faits.push(retour)
    }
    h.ici = Some(Rc::clone(&vers));
    if quoi == OUVERTURE {
        // Whose answers these are is not known any more: saving them must not replace another project.
        memoire::detach(etat);
    }
    // A change that follows is a gesture of its own.
    h.quand = 0.0;
    etat.histoire.set(h);
    etat.retrait.set(None);
    if etat.gardes.with_untracked(|g| *g != vers.gardes) {
        etat.gardes.set(vers.gardes.clone());
    }
    if etat.reunion.with_untracked(|r| r.comptes != vers.comptes) {
        etat.reunion.update(|r| r.comptes = vers.comptes.clone());
    }
    etat.replace_projet(vers.projet.clone());
    let debut = if en_arriere { "Annulé\u{a0}: " } else { "Rétabli\u{a0}: " };
    etat.annonce.set([debut, &quoi, "."].concat());
}

/// Which answer changed, and how: "Infirmiers, de 3 à 5", "ajout de Cambrai".
fn describe(etat: Etat, avant: &Instant, apres: &Instant) -> (Reponse, String) {
    let (a, b) = (&avant.projet, &apres.projet);
    let (ha, hb) = (&a.hypotheses, &b.hypotheses);
    let territoire = a.territoire != b.territoire;
    let signature = a.signature != b.signature;
    let (cle_du_contrat, mots_du_contrat) = if a.situation != b.situation {
        ("", "contrat signé ou non")
    } else if signature {
        ("signature", "date de signature")
    } else {
        ("vue-le", "jour d’où regarder")
    };
    let contrat = signature || a.situation != b.situation || a.vue_le != b.vue_le;
    let seul = [
        (a.professionnels != b.professionnels, "", ""),
        (a.initiateur != b.initiateur, "initiative", "choix de l’initiative"),
        (avant.gardes != apres.gardes, "", "périmètres à comparer"),
        (territoire && avant.gardes == apres.gardes, "", ""),
        (contrat, cle_du_contrat, mots_du_contrat),
        // Another date may bring other missions, and takes the starts with it.
        (a.missions != b.missions && !contrat, "", "choix des missions"),
        (ha.demarrages != hb.demarrages && !contrat, "demarrages", "date de démarrage"),
        (ha.atteinte_variable != hb.atteinte_variable, "variable", "part variable"),
        (ha.crise_reconnue != hb.crise_reconnue, "crise", "crise sanitaire"),
        (ha.millesime != hb.millesime, "", "millésime des populations"),
        (ha.budget != hb.budget, "", ""),
        (a.nom != b.nom, "nom", "nom du projet"),
        (avant.comptes != apres.comptes, "", "comptage de la réunion"),
    ];
    let mut change = None;
    for (place, (vrai, ..)) in seul.iter().enumerate() {
        if *vrai && change.replace(place).is_some() {
            return (A_PART, "plusieurs réponses".to_owned());
        }
    }
    match change {
        Some(0) => effectifs(etat, a, b),
        Some(3) => (A_PART, perimetre(etat, &a.territoire, &b.territoire)),
        Some(10) => depenses(&ha.budget, &hb.budget),
        Some(place) => ((seul[place].1, 0), seul[place].2.to_owned()),
        None => (("autre", 0), "dernier changement".to_owned()),
    }
}

/// Which field of the budget, or which of its lines.
fn depenses(avant: &Budget, apres: &Budget) -> (Reponse, String) {
    let (ca, cb) = (&avant.coordination, &apres.coordination);
    let (ia, ib) = (&avant.indemnites, &apres.indemnites);
    let lignes = match (avant.lignes.as_slice(), apres.lignes.as_slice()) {
        (a, b) if a.len() != b.len() => A_PART,
        (a, b) => {
            let rang = a.iter().zip(b).position(|(a, b)| a != b).unwrap_or_default();
            // Only words and amounts are typed.
            match (a.get(rang), b.get(rang)) {
                (Some(a), Some(b)) if a.nom != b.nom => ("nom", rang),
                (Some(a), Some(b)) if a.montant != b.montant => ("montant", rang),
                _ => A_PART,
            }
        }
    };
    let seul = [
        (ca.brut != cb.brut, ("brut", 0), "salaire"),
        (ca.charges != cb.charges, ("charges", 0), "charges"),
        (ca.quotite != cb.quotite, ("quotite", 0), "temps de travail"),
        (ca.embauche != cb.embauche, ("embauche", 0), "mois d’embauche"),
        (ia.personnes != ib.personnes, ("personnes", 0), "personnes indemnisées"),
        (ia.heures != ib.heures, ("heures", 0), "heures indemnisées"),
        (ia.taux != ib.taux, ("taux", 0), "taux des indemnités"),
        (avant.lignes != apres.lignes, lignes, "autres lignes"),
        (avant.avec_variable != apres.avec_variable, A_PART, "volet variable"),
    ];
    let mut change = (A_PART, "");
    for (vrai, reponse, mots) in seul {
        if vrai {
            change = if change.1.is_empty() { (reponse, mots) } else { (A_PART, "plusieurs réponses") };
        }
    }
    (change.0, ["budget, ", change.1].concat())
}

fn effectifs(etat: Etat, avant: &Projet, apres: &Projet) -> (Reponse, String) {
    let lire = |projet: &Projet, id: &str| {
        projet.professionnels.as_ref().and_then(|p| p.get(id)).copied().unwrap_or_default()
    };
    let mut trouvee = None;
    for profession in etat.formulaire().professions {
        let (a, b) = (lire(avant, profession.id), lire(apres, profession.id));
        if a != b && trouvee.replace((profession, a, b)).is_some() {
            return (A_PART, "effectifs".to_owned());
        }
    }
    match trouvee {
        Some((profession, a, b)) => (
            (profession.id, 0),
            [profession.pluriel, ", de ", &a.to_string(), " à ", &b.to_string()].concat(),
        ),
        None => (A_PART, "effectifs".to_owned()),
    }
}

fn perimetre(etat: Etat, avant: &Territoire, apres: &Territoire) -> String {
    let dit = etat.with_territory(|t| {
        for (un, autre, mot) in [(avant, apres, "ajout\u{a0}: "), (apres, avant, "retrait\u{a0}: ")] {
            for siren in &autre.epci {
                if !un.epci.contains(siren) && autre.epci.len() == un.epci.len() + 1 {
                    return t.epci(*siren).map(|e| [mot, e.nom].concat());
                }
            }
        }
        let d = comparaison::difference(avant, apres, t);
        let nommer = |mot: &str, codes: &[CodeCommune]| match codes {
            [seule] => t.commune(*seule).map(|c| [mot, c.nom].concat()),
            _ => Some([mot, &compte(codes.len() as u32, "commune", "communes")].concat()),
        };
        match (d.premier.as_slice(), d.second.as_slice()) {
            ([], []) => None,
            ([], ajoutees) => nommer("ajout\u{a0}: ", ajoutees),
            (retirees, []) => nommer("retrait\u{a0}: ", retirees),
            _ => None,
        }
    });
    dit.flatten().unwrap_or_else(|| "changement du périmètre".to_owned())
}

/// What would be undone, or made again. Watched.
pub(crate) fn last(etat: Etat, en_arriere: bool) -> Option<String> {
    etat.histoire.with(|h| {
        let pas = if en_arriere { h.faits.last() } else { h.defaits.last() };
        pas.map(|pas| pas.quoi.clone())
    })
}

/// How many changes could be undone. Watched.
pub(crate) fn done(etat: Etat) -> usize {
    etat.histoire.with(|h| h.faits.len())
}
