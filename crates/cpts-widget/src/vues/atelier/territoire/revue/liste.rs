//! The review of a list: what was recognised in one line, what a person has to
//! settle line by line. Every line is counted somewhere, and what is left stays.

use cpts_codes::{CodeCommune, Siren, nombre};
use cpts_perimetre::liste::{Lecture, Lieu, LigneLue};
use cpts_rules::Niveau;
use cpts_seance::Cellule;
use cpts_seance::format::compte;
use cpts_seance::lectures::revue::contains;
use cpts_territory::Territory;
use wasm_bindgen::JsCast;

use crate::etat::Etat;
use crate::socle::icones::{Icone, dessin};
use crate::socle::vue::{Lignes, Vue, bouton, el, elc, watch};
use crate::vues::atelier::territoire::revue::cadre::{cadre, close_from, focus_in_question};
use crate::vues::atelier::territoire::revue::ligne::{self, Choix, Ligne};

/// Lines to settle that are shown at once; a button shows as many more.
const PAGE: usize = 30;

/// Lines that the summary cites by their text.
const CITEES: usize = 3;

/// Where every line of the list stands, now that the territory is what it is.
#[derive(Clone, Default)]
struct Decompte {
    ajouter: Vec<Lieu>,
    reconnues: u32,
    choisies: u32,
    deja: u32,
    doublons: u32,
    ecartees: u32,
    sans_objet: u32,
    /// Number and text of those that nobody has settled.
    preciser: Vec<(u32, String)>,
    inconnues: Vec<(u32, String)>,
    /// Lines whose likely candidate may be taken with all the others.
    probables: u32,
}

fn count(etat: Etat, lignes: &[Ligne]) -> Decompte {
    let mut c = Decompte::default();
    let projet = etat.projet.get();
    etat.with_territory(|t| {
        for ligne in lignes {
            let lieux = match (&ligne.lue.lecture, &ligne.choix) {
                (Lecture::Vide | Lecture::EnTete | Lecture::ACote, _) => {
                    c.sans_objet += 1;
                    continue;
                }
                (Lecture::Doublon(..), _) => {
                    c.doublons += 1;
                    continue;
                }
                (_, Choix::Aucun) => {
                    c.ecartees += 1;
                    continue;
                }
                (_, Choix::Lieux(lieux)) => lieux.clone(),
                (Lecture::Reconnue(lieu), Choix::Rien) => vec![*lieu],
                (Lecture::AChoisir(_, candidats), Choix::Rien) => {
                    c.probables += u32::from(candidats.first().is_some_and(|c| c.probable));
                    c.preciser.push((ligne.lue.numero, ligne.lue.texte.clone()));
                    continue;
                }
                (Lecture::Inconnue, Choix::Rien) => {
                    c.inconnues.push((ligne.lue.numero, ligne.lue.texte.clone()));
                    continue;
                }
            };
            let mut nouveaux = false;
            for lieu in lieux {
                if !contains(&projet.territoire, t, lieu) {
                    nouveaux = true;
                    if !c.ajouter.contains(&lieu) {
                        c.ajouter.push(lieu);
                    }
                }
            }
            match (nouveaux, ligne.reprise) {
                (false, _) => c.deja += 1,
                (true, false) => c.reconnues += 1,
                (true, true) => c.choisies += 1,
            }
        }
    });
    c
}

/// The list, its summary, its two buttons, and what is left to settle.
pub(crate) fn liste(etat: Etat, lues: Vec<LigneLue>) -> Vue {
    let mut lignes = Vec::with_capacity(lues.len());
    for lue in lues {
        let reprise = matches!(lue.lecture, Lecture::AChoisir(..) | Lecture::Inconnue);
        lignes.push(Ligne { lue, choix: Choix::Rien, reprise });
    }
    let titre = compte(lignes.len() as u32, "ligne lue", "lignes lues");
    let compte_de_depart = count(etat, &lignes);
    // Nothing to add at once: what has to be settled is what one came for.
    let ouvert = Cellule::new(compte_de_depart.ajouter.is_empty());
    let lignes = Cellule::new(lignes);
    let etat_des_lignes = Cellule::new(compte_de_depart);
    watch(Box::new(move || etat_des_lignes.set(lignes.with(|l| count(etat, l)))));

    cadre(etat, &titre, "")
        .avec(elc("ul", "revue-bilan").attr("id", "revue-bilan").vif(move || etat_des_lignes.with(resume)))
        .vif(move || etat_des_lignes.with(|c| conseil(etat, c)))
        .vif(move || etat_des_lignes.with(|c| boutons(etat, c, ouvert)))
        .avec(
            elc("div", "revue-detail")
                .attr("id", "revue-detail")
                .attr_vif("hidden", move || {
                    let ferme = !ouvert.get() || etat_des_lignes.with(|c| c.reste() == 0 && c.choisies == 0);
                    ferme.then(String::new)
                })
                .vif(move || etat_des_lignes.with(|c| probables(lignes, c)))
                .avec(detail(etat, lignes)),
        )
}

impl Decompte {
    /// Lines that nobody has settled.
    fn reste(&self) -> u32 {
        (self.preciser.len() + self.inconnues.len()) as u32
    }
}

/// The summary: one line a kind of lines, and no line of the list left out.
fn resume(c: &Decompte) -> Vec<Vue> {
    let mut vues = Vec::new();
    let mut dire = |icone: (&str, Icone), n: u32, un: &str, plusieurs: &str, suite: &str| {
        if n > 0 {
            vues.push(
                el("li").avec(elc("span", icone.0).avec(dessin(icone.1, 20))).avec(
                    el("span")
                        .avec(el("strong").avec(nombre(n)))
                        .avec("\u{a0}")
                        .avec(if n < 2 { un } else { plusieurs })
                        .avec(suite),
                ),
            );
        }
    };
    let niveau = |niveau: Niveau| match niveau {
        Niveau::Conforme => ("n-ic n-conforme", Icone::niveau(niveau)),
        Niveau::ALever => ("n-ic n-a_lever", Icone::niveau(niveau)),
        _ => ("n-ic n-inconnu", Icone::niveau(niveau)),
    };
    let gris = ("gris", Icone::COCHE);
    let communes = c.ajouter.iter().all(|l| matches!(l, Lieu::Commune(_)));
    let (une, plusieurs) =
        if communes { ("commune reconnue", "communes reconnues") } else { ("reconnue", "reconnues") };
    dire(niveau(Niveau::Conforme), c.reconnues, une, plusieurs, "");
    dire(niveau(Niveau::Conforme), c.choisies, "précisée", "précisées", "");
    dire(
        niveau(Niveau::ALever),
        c.preciser.len() as u32,
        "à préciser",
        "à préciser",
        &cited(&c.preciser, false),
    );
    dire(
        niveau(Niveau::Inconnu),
        c.inconnues.len() as u32,
        "inconnue",
        "inconnues",
        &cited(&c.inconnues, true),
    );
    dire(gris, c.deja, "déjà dans le territoire", "déjà dans le territoire", "");
    dire(gris, c.doublons, "écrite deux fois", "écrites deux fois", "");
    dire(("gris", Icone::MOINS), c.ecartees, "écartée", "écartées", "");
    let suite =
        if c.sans_objet < 2 { "\u{a0}: en-tête ou ligne vide" } else { "\u{a0}: en-têtes et lignes vides" };
    dire(("gris", Icone::MOINS), c.sans_objet, "ignorée", "ignorées", suite);
    vues
}

/// « : « Saint-Denis », « Pierrefitte »… », or with the numbers of the lines.
fn cited(lignes: &[(u32, String)], numeros: bool) -> String {
    let mut texte = String::new();
    for (i, (numero, cite)) in lignes.iter().take(CITEES).enumerate() {
        texte.push_str(match (i, numeros) {
            (0, false) => "\u{a0}: ",
            _ => ", ",
        });
        if numeros {
            texte.push_str("ligne\u{a0}");
            texte.push_str(&nombre(*numero));
            texte.push_str("\u{a0}: ");
        }
        texte.push_str("«\u{a0}");
        texte.push_str(&ligne::short(cite));
        texte.push_str("\u{a0}»");
    }
    if lignes.len() > CITEES {
        texte.push('…');
    }
    texte
}

/// « Ajouter les 55 », « Préciser les 3 autres ».
fn boutons(etat: Etat, c: &Decompte, ouvert: Cellule<bool>) -> Vue {
    let n = c.ajouter.len() as u32;
    let reste = c.reste();
    let ajouter = (n > 0).then(|| {
        let lieux = c.ajouter.clone();
        bouton("bouton plein", move |e| {
            if let Some(ici) = e.current_target() {
                focus_in_question(&ici.unchecked_into(), "#revue-titre");
            }
            etat.add_lieux(&lieux, phrase_d_ajout(&lieux));
        })
        .avec(match (n, reste) {
            (1, 0) => "Ajouter".to_owned(),
            (1, _) => "Ajouter la reconnue".to_owned(),
            _ => ["Ajouter les ", &nombre(n)].concat(),
        })
    });
    let preciser = (reste + c.choisies > 0).then(|| {
        bouton("bouton", move |_| ouvert.update(|o| *o = !*o))
            .attr("aria-controls", "revue-detail")
            .attr_vif("aria-expanded", move || Some(ouvert.get().to_string()))
            .avec(match (reste, n) {
                (0, _) => "Revoir vos choix".to_owned(),
                (1, 0) => "Préciser la ligne".to_owned(),
                (1, _) => "Préciser l’autre".to_owned(),
                (_, 0) => ["Préciser les ", &nombre(reste)].concat(),
                _ => ["Préciser les ", &nombre(reste), " autres"].concat(),
            })
    });
    let fini =
        (n == 0 && reste == 0).then(|| bouton("bouton", move |e| close_from(etat, &e)).avec("Terminer"));
    elc("div", "revue-actions").avec(ajouter).avec(preciser).avec(fini)
}

/// "55 communes et 1 intercommunalité ajoutées."
fn phrase_d_ajout(lieux: &[Lieu]) -> String {
    let epci = lieux.iter().filter(|l| matches!(l, Lieu::Epci(_))).count() as u32;
    let communes = lieux.len() as u32 - epci;
    let mots =
        [compte(communes, "commune", "communes"), compte(epci, "intercommunalité", "intercommunalités")];
    match (communes, epci) {
        (1, 0) | (0, 1) => [&mots[usize::from(communes == 0)], " ajoutée."].concat(),
        (_, 0) => [&mots[0], " ajoutées."].concat(),
        (0, _) => [&mots[1], " ajoutées."].concat(),
        _ => [&mots[0], " et ", &mots[1], " ajoutées."].concat(),
    }
}

/// All the communes of an EPCI are there: it may be kept as the EPCI.
fn conseil(etat: Etat, c: &Decompte) -> Vec<Vue> {
    let mut codes: Vec<CodeCommune> = etat.projet.with(|p| p.territoire.communes.clone());
    for lieu in &c.ajouter {
        if let Lieu::Commune(code) = lieu {
            codes.push(*code);
        }
    }
    let entieres = etat.with_territory(|t| whole_epci(t, &codes)).unwrap_or_default();
    let mut vues = Vec::new();
    for (siren, nom, communes) in entieres {
        let phrase = [
            "Les ",
            &compte(communes, "commune", "communes"),
            " de l’intercommunalité «\u{a0}",
            &nom,
            "\u{a0}» sont là. Vous pouvez la garder entière, sur une seule ligne.",
        ]
        .concat();
        let ajoutee = [nom.as_str(), " ajoutée comme intercommunalité."].concat();
        let garder = move |e: web_sys::Event| {
            if let Some(ici) = e.current_target() {
                focus_in_question(&ici.unchecked_into(), "#revue-titre");
            }
            etat.add_lieux(&[Lieu::Epci(siren)], ajoutee.clone());
        };
        vues.push(
            elc("div", "revue-conseil n-conseil")
                .avec(elc("span", "n-ic").avec(dessin(Icone::niveau(Niveau::Conseil), 20)))
                .avec(
                    el("div")
                        .avec(el("p").avec(phrase))
                        .avec(bouton("lien", garder).avec("L’ajouter comme intercommunalité")),
                ),
        );
    }
    vues
}

/// The EPCI of which every commune is among these, with their names.
fn whole_epci(t: &Territory, codes: &[CodeCommune]) -> Vec<(Siren, String, u32)> {
    let mut comptes: Vec<(Siren, u32)> = Vec::new();
    for code in codes {
        if let Some(siren) = t.commune(*code).filter(|c| c.ville.is_none()).and_then(|c| c.epci) {
            match comptes.iter_mut().find(|(s, _)| *s == siren) {
                Some((_, n)) => *n += 1,
                None => comptes.push((siren, 1)),
            }
        }
    }
    let mut entieres = Vec::new();
    for (siren, n) in comptes {
        if let Some(epci) = t.epci(siren).filter(|e| e.taille == n && n > 1) {
            let nom = match epci.nature.sigle() {
                Some(sigle) => [sigle, " ", epci.nom_court()].concat(),
                None => epci.nom.to_owned(),
            };
            entieres.push((siren, nom, n));
        }
    }
    entieres
}

/// Takes the likely candidate of every line that has one.
fn probables(lignes: Cellule<Vec<Ligne>>, c: &Decompte) -> Option<Vue> {
    // One line is settled as fast by itself.
    if c.probables < 2 {
        return None;
    }
    let prendre = move |_| {
        lignes.update(|lignes| {
            for ligne in lignes {
                if let (Lecture::AChoisir(_, candidats), Choix::Rien) = (&ligne.lue.lecture, &ligne.choix)
                    && let Some(premier) = candidats.first().filter(|c| c.probable)
                {
                    ligne.choix = Choix::Lieux(vec![premier.lieu]);
                }
            }
        });
    };
    let texte = ["Choisir la plus probable pour ", &compte(c.probables, "ligne", "lignes")].concat();
    Some(elc("div", "revue-outils").avec(bouton("lien", prendre).avec(texte)))
}

/// What is left to settle, and what has just been.
fn detail(etat: Etat, lignes: Cellule<Vec<Ligne>>) -> Vue {
    let montrees = Cellule::new(PAGE);
    // Places of the lines that have to be settled and are not in the territory.
    let a_revoir = move || {
        let mut places = Vec::new();
        let projet = etat.projet.get();
        lignes.with(|lignes| {
            etat.with_territory(|t| {
                for (i, ligne) in lignes.iter().enumerate().filter(|(_, l)| l.reprise) {
                    let lieux = match (&ligne.choix, &ligne.lue.lecture) {
                        (Choix::Lieux(lieux), _) => lieux.clone(),
                        (Choix::Rien, Lecture::Reconnue(lieu)) => vec![*lieu],
                        _ => Vec::new(),
                    };
                    if lieux.is_empty() || !lieux.iter().all(|l| contains(&projet.territoire, t, *l)) {
                        places.push(i);
                    }
                }
            })
        });
        places
    };
    let ecrire = move |l: &mut Lignes| {
        for place in a_revoir().into_iter().take(montrees.get()) {
            l.ligne(&nombre(place as u32), move || ligne::ligne(etat, lignes, place));
        }
    };
    let cachees = move || a_revoir().len().saturating_sub(montrees.get());
    let suite = bouton("suite", move |_| montrees.update(|n| *n += PAGE))
        .attr_vif("hidden", move || (cachees() == 0).then(String::new))
        .texte_vif(move || ["Voir la suite\u{a0}: ", &compte(cachees() as u32, "ligne", "lignes")].concat());
    el("div").avec(elc("div", "revue-lignes").liste(ecrire)).avec(suite)
}
