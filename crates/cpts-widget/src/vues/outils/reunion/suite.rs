//! What comes after the meeting: the next steps, whom to call, what to take home.

use cpts_codes::nombre;
use cpts_rules::Mission;
use cpts_seance::Cellule;
use cpts_seance::lectures::comparaison::colonnes;
use cpts_seance::lectures::compte_rendu::{self, Matiere, Perimetre};
use cpts_seance::lectures::liens;
use cpts_seance::lectures::reunion::noms;
use cpts_seance::lectures::territoire::nom_du_territoire;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement};

use crate::effets::{self, qr};
use crate::etat::Etat;
use crate::etat::cellules::parts::Outil;
use crate::socle::page::untrack;
use crate::socle::presse_papiers::to_clipboard;
use crate::socle::vue::{Vue, bouton, el, elc, watch};
use crate::vues::outils::reunion::scene::Scene;
use crate::vues::pieces::contacts;
use crate::vues::pieces::sources::adresse;

/// Steps that a room is told.
const PROCHAINES: usize = 5;

/// The screen.
pub(crate) fn suite(s: Scene) -> Vue {
    let etat = s.etat;
    let etapes = move || {
        let mut liste = elc("ol", "r-etapes une");
        etat.bilan.with(|b| {
            for (rang, etape) in b.etapes.iter().take(PROCHAINES).enumerate() {
                liste = liste.clone().avec(
                    el("li")
                        .avec(elc("span", "rond").attr("aria-hidden", "true").avec(nombre(rang as u32 + 1)))
                        .avec(
                            el("span")
                                .avec(el("strong").avec(etape.titre))
                                .avec(elc("span", "gris").avec(etape.acteurs.join(", "))),
                        ),
                );
            }
        });
        liste
    };
    let contacts = move || {
        let mut vues = Vec::new();
        vues.extend(contacts::contacts(etat));
        for code in etat.bilan.with(|b| b.territoire.regions.clone()) {
            if let Some(region) = etat.rules().region(code).filter(|r| !r.contacts.is_empty()) {
                let mut ligne = el("p").avec(el("strong").avec("Contacts ").avec(region.de).avec("\u{a0}: "));
                for (rang, contact) in region.contacts.iter().enumerate() {
                    ligne =
                        ligne.avec(if rang == 0 { "" } else { ", " }).avec(adresse(contact.nom, contact.url));
                }
                vues.push(ligne.avec("."));
            }
        }
        vues
    };
    let imprimer = move |_| etat.outil.set(Some(Outil::Impression));
    let (vue_du_texte, ouvrir) = compte_rendu_a_lire(s);
    elc("div", "r-deux")
        .avec(elc("div", "r-colonne").avec(el("h3").avec("Prochaines étapes")).vif(etapes))
        .avec(
            elc("div", "r-colonne").avec(a_emporter(etat)).avec(elc("div", "r-colonne").vif(contacts)).avec(
                elc("div", "r-actions")
                    .avec(bouton("bouton plein", imprimer).avec("Imprimer"))
                    .avec(bouton("bouton", ouvrir).attr("aria-haspopup", "dialog").avec("Compte rendu")),
            ),
        )
        .avec(vue_du_texte)
}

/// The code of the project, for the phones of the room; what shares it otherwise.
fn a_emporter(etat: Etat) -> Vue {
    let code = Cellule::new(None);
    watch(Box::new(move || {
        let texte = etat.projet.with(|projet| liens::text(projet, None, etat.monde.aujourd_hui));
        etat.spawn(async move {
            // One that is too long, or that could not be made: the panel that shares says so.
            code.set(qr::encode(etat, &effets::liens::address(etat, &texte)).await.ok());
        });
    }));
    bouton("bouton r-qr", move |_| etat.outil.set(Some(Outil::Partage)))
        .vif(move || code.with(|c| c.as_ref().map(|c| qr::drawing(c, "QR code du projet."))))
        .avec(el("span").avec("Le projet sur votre téléphone"))
}

/// The text of the meeting in a dialog of its own, to be read before it leaves; what opens it.
fn compte_rendu_a_lire(s: Scene) -> (Vue, impl Fn(Event)) {
    let etat = s.etat;
    let texte = Cellule::new(String::new());
    let dit = Cellule::new("");
    let vue = elc("dialog", "r-menu").attr("aria-labelledby", "reunion-compte-rendu");
    let dialogue: HtmlDialogElement = vue.element().clone().unchecked_into();
    let ouvrir = {
        let dialogue = dialogue.clone();
        move |_: Event| {
            texte.set(untrack(|| ecrire(s)));
            dit.set("");
            let _ = dialogue.show_modal();
        }
    };
    let copier = move |_: Event| {
        let texte = texte.get_untracked();
        etat.spawn(async move {
            dit.set(match to_clipboard(&texte).await {
                Ok(_) => "Compte rendu copié.",
                Err(_) => "Le navigateur n’a pas laissé copier. Sélectionnez le texte, puis copiez-le.",
            });
        });
    };
    let vue = vue
        .avec(
            elc("div", "r-tete")
                .avec(el("h3").attr("id", "reunion-compte-rendu").avec("Compte rendu"))
                .avec(bouton("bouton plein", copier).avec("Copier"))
                .avec(bouton("bouton", move |_| dialogue.close()).avec("Fermer")),
        )
        .avec(el("p").attr("role", "status").texte_vif(move || dit.get().to_owned()))
        .avec(
            elc("pre", "r-texte")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", "Texte du compte rendu")
                .texte_vif(move || texte.get()),
        );
    (vue, ouvrir)
}

fn ecrire(s: Scene) -> String {
    let etat = s.etat;
    let date = etat.date_des_regles();
    let mut missions = Vec::new();
    for &mission in Mission::TOUS {
        let poste = etat.rules().poste(mission.poste());
        if poste.nature_at(date).is_some() {
            missions.push((mission, poste.titre_court));
        }
    }
    let colonnes = colonnes(*etat);
    let mut perimetres = Vec::new();
    for (c, nom) in colonnes.iter().zip(noms(*etat, &colonnes)) {
        if c.bilan.territoire.communes > 0 {
            perimetres.push(Perimetre {
                lettre: c.lettre.mot(),
                nom,
                communes: c.bilan.territoire.communes,
                habitants: c.bilan.territoire.population,
                taille: c.bilan.taille.map(|t| t.taille.numero()),
            });
        }
    }
    let reunion = etat.reunion.get();
    etat.bilan.with(|b| {
        compte_rendu::write(&Matiere {
            territoire: if perimetres.is_empty() { String::new() } else { nom_du_territoire(*etat) },
            comptes: &reunion.comptes,
            professions: etat.formulaire().professions,
            missions,
            perimetres,
            etapes: b.etapes.get(..PROCHAINES).unwrap_or(&b.etapes),
            avertissement: etat.formulaire().avertissement,
        })
    })
}
