//! « Mes projets » : several projects under a name, kept in the memory of this browser
//! (`localStorage`) because the person asked for it, and until they take them out.
//!
//! Each is an item of its own, so that two tabs never write over each other's: a version,
//! the day, the name, and the text of a link, which every later version reads.

use cpts_seance::Cellule;
use cpts_seance::format::compte;
use cpts_seance::lectures::liens;
use cpts_seance::ouverture::Courant;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement};

use crate::effets::memoire::{self, CLES};
use crate::effets::projets::{Enregistre, memory, new_key, read_all};
use crate::effets::{self};
use crate::etat::Etat;
use crate::etat::cellules::parts::Outil;
use crate::socle::fenetre;
use crate::socle::focus::once_written;
use crate::socle::page::{self, untrack, window};
use crate::socle::vue::{Lignes, Vue, bouton, el, elc, sr, watch};
use crate::vues::pieces::jour::jour_vu;

/// Most letters of the name of a project: those of a project file.
const NOM_MAX: &str = "200";

/// What the panel shows.
#[derive(Clone, Copy)]
struct Panneau {
    etat: Etat,
    projets: Cellule<Vec<Enregistre>>,
    /// What just happened, in a sentence.
    dit: Cellule<String>,
    /// The one that was just taken out.
    supprime: Cellule<Option<Enregistre>>,
    /// The one whose name is being changed.
    renomme: Cellule<Option<String>>,
    /// Whether the person is asked about erasing it all.
    tout_effacer: Cellule<bool>,
}

/// The whole panel.
pub(crate) fn panneau(etat: Etat, place: Vue) -> Vue {
    let p = Panneau {
        etat,
        projets: Cellule::new(read_all()),
        dit: Cellule::new(String::new()),
        supprime: Cellule::new(None),
        renomme: Cellule::new(None),
        tout_effacer: Cellule::new(false),
    };
    // Another tab may have saved, renamed or deleted one.
    fenetre::listen_window("storage", move |_| p.refresh());
    watch(Box::new(move || {
        if etat.outil.get() == Some(Outil::Projets) {
            untrack(|| {
                p.refresh();
                p.dit.set(String::new());
                p.supprime.set(None);
                p.tout_effacer.set(false);
            });
        }
    }));
    let vide = move || {
        p.projets
            .with(Vec::is_empty)
            .then(|| elc("p", "aide").avec("Aucun projet enregistré pour l’instant."))
    };
    let liste = move |l: &mut Lignes| {
        let renomme = p.renomme.get();
        let courant = etat.courant.get();
        for projet in p.projets.get() {
            let change = renomme.as_ref() == Some(&projet.cle);
            let ici = courant.as_ref().is_some_and(|c| c.cle == projet.cle);
            let cle = [
                projet.cle.as_str(),
                if change { "~" } else { "=" },
                if ici { "*" } else { "" },
                &projet.nom,
                &projet.texte,
            ]
            .concat();
            l.ligne(&cle, move || if change { p.renaming(projet) } else { p.line(projet, ici) });
        }
    };
    place
        .avec(p.saving())
        .avec(
            elc("div", "annonce")
                .attr_vif("hidden", move || p.dit.with(String::is_empty).then(String::new))
                .avec(el("span").attr("role", "status").texte_vif(move || p.dit.get()))
                .avec(
                    bouton("lien", move |_| p.give_back())
                        .attr_vif("hidden", move || p.supprime.with(Option::is_none).then(String::new))
                        .avec("Annuler"),
                ),
        )
        .avec(el("h3").avec("Projets enregistrés"))
        .vif(vide)
        .avec(elc("ul", "projets").attr("aria-label", "Projets enregistrés").liste(liste))
        .avec(p.memory())
}

impl Panneau {
    fn refresh(self) {
        if self.projets.is_held() {
            let projets = read_all();
            if self.projets.with_untracked(|avant| *avant != projets) {
                self.projets.set(projets);
            }
        }
    }

    fn tell(self, phrase: &[&str]) {
        self.supprime.set(None);
        self.dit.set(phrase.concat());
    }

    /// The name, and the button that saves.
    fn saving(self) -> Vue {
        let saisie = elc("input", "document-champ")
            .attr("id", "projet-nom")
            .attr("type", "text")
            .attr("maxlength", NOM_MAX)
            .attr("autocomplete", "off")
            .valeur_vive(move || self.etat.projet.with(|p| p.nom.clone()).unwrap_or_default());
        let champ: HtmlInputElement = saisie.element().clone().unchecked_into();
        let autre = champ.clone();
        let ouvert = move || {
            let courant = self.etat.courant.get()?;
            self.projets.with(|tous| tous.iter().find(|p| p.cle == courant.cle).map(|p| p.nom.clone()))
        };
        elc("form", "projets-nouveau")
            .sur("submit", move |e| {
                e.prevent_default();
                self.save(&champ, untrack(self.courant_ici()));
            })
            .avec(el("label").attr("for", "projet-nom").avec("Nom du projet"))
            .avec(saisie)
            .avec(
                elc("div", "partage-actions")
                    .avec(
                        elc("button", "bouton plein")
                            .attr("type", "submit")
                            .attr("part", "bouton")
                            .texte_vif(move || match ouvert() {
                                Some(_) => "Enregistrer les changements".to_owned(),
                                None => "Enregistrer sur cet appareil".to_owned(),
                            }),
                    )
                    .avec(
                        bouton("bouton", move |_| self.save(&autre, None))
                            .attr_vif("hidden", move || ouvert().is_none().then(String::new))
                            .avec("Enregistrer comme un nouveau projet"),
                    ),
            )
    }

    fn courant_ici(self) -> impl Fn() -> Option<String> {
        move || {
            let Courant { cle, .. } = self.etat.courant.get_untracked()?;
            self.projets.with_untracked(|tous| tous.iter().any(|p| p.cle == cle)).then_some(cle)
        }
    }

    fn save(self, champ: &HtmlInputElement, cle: Option<String>) {
        let nom = champ.value().split_whitespace().collect::<Vec<_>>().join(" ");
        if nom.is_empty() {
            self.tell(&["Donnez un nom au projet, puis enregistrez."]);
            let _ = champ.focus();
            return;
        }
        if self.changed_elsewhere(cle.as_deref()) {
            self.tell(&["Ce projet a changé dans un autre onglet depuis que vous l’avez ouvert ici. Pour ne rien perdre, enregistrez vos réponses comme un nouveau projet."]);
            return;
        }
        // The name is one of the answers: it goes with the link and the documents.
        self.etat.set_nom(nom.clone());
        let texte = self.etat.projet.with_untracked(|projet| {
            self.etat
                .gardes
                .with_untracked(|gardes| liens::text(projet, Some(gardes), self.etat.monde.aujourd_hui))
        });
        let cle = cle.unwrap_or_else(new_key);
        let projet = Enregistre { cle, jour: Some(page::aujourd_hui()), nom, texte };
        match projet.write() {
            Ok(()) => {
                self.etat.set_courant(Some(Courant { cle: projet.cle.clone(), texte: projet.texte.clone() }));
                self.tell(&["«\u{a0}", &projet.nom, "\u{a0}» est enregistré sur cet appareil."]);
            }
            Err(pourquoi) => self.tell(&[pourquoi]),
        }
        self.refresh();
    }

    /// Whether what is kept under a key is not what this tab knows of it.
    fn changed_elsewhere(self, cle: Option<&str>) -> bool {
        let (Some(cle), Some(courant)) = (cle, self.etat.courant.get_untracked()) else { return false };
        let garde = read_all().into_iter().find(|p| p.cle == cle);
        courant.cle == cle && garde.is_some_and(|p| p.texte != courant.texte)
    }

    /// A saved project, and what one does with it.
    fn line(self, projet: Enregistre, ici: bool) -> Vue {
        let Enregistre { cle, jour, nom, texte } = projet.clone();
        let action = |mot: &str, agir: Box<dyn FnMut(Event)>| {
            bouton("lien", agir).avec(mot).avec(sr([" «\u{a0}", &nom, "\u{a0}»"].concat().as_str()))
        };
        let ouvrir = {
            let cle = cle.clone();
            move |_| {
                let courant = Courant { cle: cle.clone(), texte: texte.clone() };
                effets::liens::open_link(self.etat, &texte, Some(courant), None);
                self.etat.outil.set(None);
            }
        };
        let dupliquer = {
            let projet = projet.clone();
            move |_| {
                let copie =
                    Enregistre { cle: new_key(), nom: [&projet.nom, " (copie)"].concat(), ..projet.clone() };
                match copie.write() {
                    Ok(()) => self.tell(&["«\u{a0}", &copie.nom, "\u{a0}» est enregistré."]),
                    Err(pourquoi) => self.tell(&[pourquoi]),
                }
                self.refresh();
            }
        };
        let renommer = move |_| self.renomme.set(Some(cle.clone()));
        let supprimer = move |e: Event| {
            focus_title(&e);
            if let Some(memoire) = memory() {
                let _ = memoire.remove_item(&projet.cle);
            }
            self.tell(&["«\u{a0}", &projet.nom, "\u{a0}» est supprimé."]);
            self.supprime.set(Some(projet.clone()));
            self.refresh();
        };
        let quand = match jour {
            Some(jour) => elc("span", "petit gris").avec("enregistré le ").avec(jour_vu(jour)),
            None => el("span"),
        };
        elc("li", "projet")
            .avec(
                el("div")
                    .avec(el("strong").sans_traduction().avec(nom.as_str()))
                    .avec(ici.then(|| elc("span", "petit").avec(" · ouvert")))
                    .avec(el("br"))
                    .avec(quand),
            )
            .avec(
                elc("div", "projet-actions")
                    .avec(action("Ouvrir", Box::new(ouvrir)))
                    .avec(action("Renommer", Box::new(renommer)))
                    .avec(action("Dupliquer", Box::new(dupliquer)))
                    .avec(action("Supprimer", Box::new(supprimer))),
            )
    }

    /// The same line, while its name is being changed.
    fn renaming(self, projet: Enregistre) -> Vue {
        let saisie = elc("input", "document-champ")
            .attr("type", "text")
            .attr("maxlength", NOM_MAX)
            .attr("value", &projet.nom)
            .attr("aria-label", &["Nouveau nom de «\u{a0}", &projet.nom, "\u{a0}»"].concat());
        let champ: HtmlInputElement = saisie.element().clone().unchecked_into();
        let la = champ.clone();
        once_written(move || {
            let _ = la.focus();
            la.select();
        });
        elc("li", "projet").avec(
            elc("form", "projets-nouveau")
                .sur("submit", move |e| {
                    e.prevent_default();
                    focus_title(&e);
                    let nom = champ.value().split_whitespace().collect::<Vec<_>>().join(" ");
                    if !nom.is_empty() {
                        let change = Enregistre { nom, ..projet.clone() };
                        match change.write() {
                            Ok(()) => self.tell(&[
                                "Le projet s’appelle maintenant «\u{a0}",
                                &change.nom,
                                "\u{a0}».",
                            ]),
                            Err(pourquoi) => self.tell(&[pourquoi]),
                        }
                    }
                    self.renomme.set(None);
                    self.refresh();
                })
                .avec(saisie)
                .avec(
                    elc("div", "partage-actions")
                        .avec(elc("button", "bouton").attr("type", "submit").avec("Garder ce nom"))
                        .avec(bouton("lien", move |_| self.renomme.set(None)).avec("Laisser l’ancien")),
                ),
        )
    }

    /// Puts back the one that was just taken out.
    fn give_back(self) {
        let Some(projet) = self.supprime.get_untracked() else { return };
        match projet.write() {
            Ok(()) => self.tell(&["«\u{a0}", &projet.nom, "\u{a0}» est revenu."]),
            Err(pourquoi) => self.tell(&[pourquoi]),
        }
        self.refresh();
    }

    /// What is kept, where, until when; and how to erase it all.
    fn memory(self) -> Vue {
        let site = window().location().host().unwrap_or_default();
        let combien = move || {
            self.projets.with(|tous| compte(tous.len() as u32, "projet enregistré", "projets enregistrés"))
        };
        let effacer = move |_| {
            let mut effaces = 0;
            for memoire in [memory(), memoire::session()].into_iter().flatten() {
                // From the end: taking one out moves those that follow.
                for place in (0..memoire.length().unwrap_or(0)).rev() {
                    if let Ok(Some(cle)) = memoire.key(place)
                        && cle.starts_with(CLES)
                    {
                        effaces += u32::from(memoire.remove_item(&cle).is_ok());
                    }
                }
            }
            self.etat.set_courant(None);
            self.tout_effacer.set(false);
            self.tell(&[
                if effaces > 0 {
                    "Tout est effacé de cet appareil. "
                } else {
                    "Il n’y avait rien à effacer. "
                },
                "Les réponses à l’écran restent jusqu’à ce que vous fermiez l’onglet.",
            ]);
            self.refresh();
        };
        elc("div", "projets-memoire petit")
            .avec(el("p").avec([
                "Un projet enregistré reste dans ce navigateur, pour le site ",
                if site.is_empty() { "ouvert ici" } else { &site },
                ", jusqu’à ce que vous le supprimiez. Toute personne qui utilise ce navigateur peut l’ouvrir. Rien n’est envoyé. Sans enregistrer, votre travail en cours n’est gardé que dans cet onglet, jusqu’à sa fermeture.",
            ].concat()))
            .vif(move || {
                if !self.tout_effacer.get() {
                    return bouton("lien", move |_| self.tout_effacer.set(true)).avec("Effacer tout");
                }
                elc("div", "refus")
                    .attr("role", "alert")
                    .avec(el("p").avec([combien().as_str(), "\u{a0}: les effacer de cet appareil, avec le travail gardé dans l’onglet\u{a0}? Ils ne pourront pas revenir."].concat()))
                    .avec(bouton("bouton", effacer).avec("Oui, effacer tout"))
                    .avec(" ")
                    .avec(bouton("bouton", move |_| self.tout_effacer.set(false)).avec("Non, garder"))
            })
    }
}

/// Gives the focus to the title of the panel before the line that holds it goes away.
fn focus_title(e: &Event) {
    let ici = e.current_target().and_then(|c| c.dyn_into::<web_sys::Element>().ok());
    let panneau = ici.and_then(|ici| ici.closest("dialog").ok().flatten());
    let champ = panneau.and_then(|p| p.query_selector("#projet-nom").ok().flatten());
    if let Some(champ) = champ.and_then(|c| c.dyn_into::<HtmlElement>().ok()) {
        let _ = champ.focus();
    }
}
