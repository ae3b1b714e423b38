//! Who is in the room: a touch a person, no name.

use cpts_codes::nombre;
use cpts_core::evaluate;
use cpts_rules::{Niveau, Profession};

use crate::socle::icones::Icone;
use crate::socle::vue::{Vue, bouton, el, elc, sr};
use crate::vues::outils::reunion::marge::signe;
use crate::vues::outils::reunion::scene::Scene;
use crate::vues::pieces::constats::sur_les_personnes;
use crate::vues::pieces::niveaux::classe_niveau;

/// Professions on a page of the counter.
const PAR_PAGE: usize = 9;

/// The screen.
pub(crate) fn salle(s: Scene) -> Vue {
    let etat = s.etat;
    let pages = move || professions(s).len().div_ceil(PAR_PAGE).max(1);
    let page = move || s.page_salle.get() % pages();
    let tuiles = elc("div", "r-tuiles").liste(move |l| {
        let debut = page() * PAR_PAGE;
        for profession in professions(s).into_iter().skip(debut).take(PAR_PAGE) {
            l.ligne(profession.id, move || tuile(s, profession));
        }
    });
    let autres = bouton("bouton", move |_| {
        let suivante = (s.page_salle.get_untracked() + 1) % pages();
        s.page_salle.set(suivante);
    })
    .texte_vif(move || {
        let suivante = (page() + 1) % pages();
        let mut texte = if suivante == 0 { "Professions courantes" } else { "Autres professions" }.to_owned();
        if pages() > 2 {
            texte.push_str(&[" (", &nombre(suivante as u32 + 1), "/", &nombre(pages() as u32), ")"].concat());
        }
        texte
    });
    let vide = move || etat.reunion.with(|r| r.comptes.total() == 0);
    let reprise =
        move || etat.reunion.with(|r| etat.projet.with(|p| p.professionnels == r.comptes.professionnels()));
    let reprendre = bouton("bouton", move |_| s.adopt_room())
        .attr_vif("hidden", move || (vide() || reprise()).then(String::new))
        .avec("Reprendre dans le projet");
    let faite = elc("p", "r-fait n-conforme")
        .attr_vif("hidden", move || (vide() || !reprise()).then(String::new))
        .avec(elc("span", "n-ic").avec(signe(Icone::niveau(Niveau::Conforme))))
        .avec("Reprise dans le projet");
    elc("div", "r-colonne").avec(tuiles).avec(
        elc("div", "r-bilan-salle")
            .avec(
                elc("p", "r-total")
                    .avec(
                        elc("strong", "r-chiffre")
                            .texte_vif(move || etat.reunion.with(|r| nombre(r.comptes.total()))),
                    )
                    .avec(" ")
                    .texte_vif(move || {
                        let un = etat.reunion.with(|r| r.comptes.total() < 2);
                        if un { "personne dans la salle" } else { "personnes dans la salle" }.to_owned()
                    }),
            )
            .avec(elc("ul", "r-constats").vif(move || constats(s)))
            .avec(elc("div", "r-actions").avec(autres).avec(reprendre).avec(faite)),
    )
}

/// The professions, the common ones first, each in the order of the rules.
fn professions(s: Scene) -> Vec<&'static Profession> {
    let toutes = s.etat.formulaire().professions;
    let mut liste = Vec::new();
    for courante in [true, false] {
        for profession in toutes {
            if profession.courante == courante {
                liste.push(profession);
            }
        }
    }
    liste
}

/// A profession: all of the tile counts one more.
fn tuile(s: Scene, profession: &'static Profession) -> Vue {
    let etat = s.etat;
    let combien = move || etat.reunion.with(|r| r.comptes.presents(profession.id));
    let plus = bouton("r-plus", move |_| s.count(profession.id, profession.nom, true))
        .avec(el("span").avec(profession.nom))
        .avec(sr("\u{a0}: "))
        .avec(elc("strong", "r-chiffre").texte_vif(move || nombre(combien().into())))
        .avec(sr(". Ajouter une personne"));
    let moins = bouton("r-moins", move |_| s.count(profession.id, profession.nom, false))
        .attr("aria-label", &["Retirer une personne\u{a0}: ", profession.nom].concat())
        .attr_vif("aria-disabled", move || (combien() == 0).then(|| "true".to_owned()))
        .avec(signe(Icone::MOINS));
    elc("div", "r-tuile").classe_si("nul", move || combien() == 0).avec(plus).avec(moins)
}

/// What the bilan would say of these people: the criteria are those of the rules.
fn constats(s: Scene) -> Vec<Vue> {
    let etat = s.etat;
    let Some(salle) = etat.reunion.with(|r| r.comptes.professionnels()) else {
        return vec![el("li").avec("Touchez une profession pour chaque personne présente.")];
    };
    let mut projet = etat.projet.get();
    projet.professionnels = Some(salle);
    let bilan = etat.perimetre.with(|p| evaluate(&projet, p, etat.rules()));
    let mut vues = Vec::new();
    for constat in bilan.constats {
        // Who takes the initiative is not seen by counting people.
        if sur_les_personnes(&constat) && constat.regle != "initiative" {
            let mot = etat.rules().niveau(constat.niveau).map_or("", |m| m.mot);
            vues.push(
                elc("li", &classe_niveau("", constat.niveau))
                    .avec(elc("span", "n-ic").avec(signe(Icone::niveau(constat.niveau))))
                    .avec(el("span").avec(sr(&[mot, "\u{a0}: "].concat())).avec(constat.titre.as_ref())),
            );
        }
    }
    vues
}
