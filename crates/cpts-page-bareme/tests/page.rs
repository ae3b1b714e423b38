//! Everything that the rules hold of the barème is on the page, once, with where it comes from.

// Helpers of tests are not under `#[test]`, where unwrap is allowed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::Path;

use cpts_codes::{Date, nombre};
use cpts_core::accorde;
use cpts_core::texte::entre;
use cpts_page_bareme::{Contenu, Donnees, ancres, page};
use cpts_rules::dossier::{self, TotalPublie};
use cpts_rules::{
    Entre, IdSource, Lecture, Mission, Montant, MontantAPart, Poste, Rules, Statut, Taille, Valeur, embedded,
    embedded_aide,
};

fn write(rules: &'static Rules) -> String {
    page(&Contenu {
        rules,
        aide: embedded_aide(),
        totaux: &totaux(),
        donnees: Donnees { nom: "bareme.json", octets: 138_680 },
    })
}

fn totaux() -> Vec<TotalPublie> {
    dossier::totaux(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules")).unwrap()
}

/// As maud writes it.
fn escaped(texte: &str) -> String {
    texte.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What stands between the tag that has this id and its end.
fn element<'a>(page: &'a str, id: &str, fin: &str) -> &'a str {
    let (_, apres) = page.split_once(&format!(" id=\"{id}\"")).unwrap_or_else(|| panic!("no #{id}"));
    apres.split_once(fin).unwrap_or_else(|| panic!("#{id} does not end with {fin}")).0
}

fn assert_holds(ou: &str, quoi: &str, attendu: &str) {
    assert!(ou.contains(&escaped(attendu)), "{quoi}: {attendu:?} is not in {ou}");
}

fn assert_known(ou: &str, quoi: &str, statut: Statut, note: &str, sources: &[IdSource]) {
    assert_holds(ou, quoi, embedded().statut(statut).unwrap().mot);
    assert_holds(ou, quoi, note);
    for source in sources {
        assert!(ou.contains(&format!("href=\"#source-{source}\"")), "{quoi} does not cite {source}");
    }
}

/// The values of an attribute, in the order of the page.
fn attributes<'a>(page: &'a str, debut: &str) -> Vec<&'a str> {
    page.split(debut).skip(1).map(|suite| suite.split('"').next().unwrap()).collect()
}

fn day(texte: &str) -> Date {
    texte.parse().unwrap()
}

/// The embedded rules, changed.
fn changed(change: impl Fn(&mut Rules)) -> &'static Rules {
    let mut rules = *embedded();
    change(&mut rules);
    Box::leak(Box::new(rules))
}

#[test]
fn the_same_rules_give_the_same_page() {
    assert_eq!(write(embedded()), write(embedded()));
}

#[test]
fn every_amount_is_there_with_what_is_known_of_it() {
    let page = write(embedded());
    let mut vus = 0;
    for regle in &embedded().formulaire.postes {
        for valeur in embedded().valeurs(regle.poste) {
            for taille in Taille::TOUS {
                let id = ancres::montant(regle.poste, valeur.depuis, *taille);
                let ligne = element(&page, &id, "</tr>");
                let Some(montant) = valeur.par_taille[*taille as usize] else {
                    assert_holds(ligne, &id, "inconnu");
                    continue;
                };
                for nombre_dit in [montant.fixe, montant.variable, Some(montant.total)].into_iter().flatten()
                {
                    let cellule = format!(">{}<", nombre(nombre_dit));
                    assert!(ligne.contains(&cellule), "{id}: {cellule} is not in {ligne}");
                }
                assert_eq!(ligne.contains("partage inconnu"), montant.fixe.is_none(), "{id}");
                assert_known(ligne, &id, montant.statut, "", montant.sources);
                // A note that several lines of a table have stands on the first of them.
                let premiere = Taille::TOUS
                    .iter()
                    .find(|t| valeur.par_taille[**t as usize].is_some_and(|m| m.note == montant.note))
                    .unwrap();
                let dite = element(&page, &ancres::montant(regle.poste, valeur.depuis, *premiere), "</tr>");
                assert_holds(dite, &id, montant.note);
                if !ligne.contains(&escaped(montant.note)) {
                    assert_holds(ligne, &id, &format!("Comme en Taille\u{a0}{}.", premiere.numero()));
                }
                assert_known(ligne, &id, montant.statut_total, "", &[]);
                for bornes in [montant.total_entre, montant.fixe_entre].into_iter().flatten() {
                    assert_holds(ligne, &id, &entre(bornes));
                }
                // Where the total is proved, the bounds of one part say those of the other.
                let hors_note = ligne.replace(&escaped(montant.note), "");
                let dites = hors_note.matches("entre ").count();
                let parts = montant.fixe_entre.and(montant.variable_entre);
                let attendues = match (montant.total_entre, parts) {
                    (Some(_), Some(_)) => 3,
                    (None, None) => 0,
                    _ => 1,
                };
                assert_eq!(dites, attendues, "{id}: {ligne}");
                vus += 1;
            }
        }
    }
    assert!(vus >= 48, "{vus} amounts");
}

#[test]
fn what_is_no_part_of_an_ordinary_year_stands_apart() {
    let page = write(embedded());
    let crise = element(&page, Poste::CriseSanitaire.id(), "</table>");
    let montants = || embedded().valeurs(Poste::CriseSanitaire).iter().flat_map(|v| v.par_taille).flatten();
    let premieres: Vec<MontantAPart> = montants().filter_map(|m| m.premiere_annee).collect();
    let conditionnels: Vec<MontantAPart> = montants().filter_map(|m| m.conditionnel).collect();
    for (titre, parts) in [
        ("La première année, à la place du montant fixe", premieres),
        ("En plus, si une crise sanitaire grave est reconnue", conditionnels),
    ] {
        assert_eq!(parts.len(), 4, "{titre}");
        let groupe = crise.split_once(titre).unwrap().1.split_once("</tbody>").unwrap().0;
        for part in parts {
            assert_holds(groupe, titre, &nombre(part.montant));
            assert_known(groupe, titre, part.statut, part.note, part.sources);
            if let Some(bornes) = part.entre {
                assert_holds(groupe, titre, &entre(bornes));
            }
        }
    }
}

#[test]
fn every_number_of_the_rules_is_there_with_its_history() {
    let page = write(embedded());
    let r = embedded();
    let (c, b, t) = (&r.coordination, r.budget, &r.tailles);
    let mut parametres = r.parametres_des_versements();
    parametres.extend([&t.proximite, &t.petit_territoire]);
    parametres.extend([&c.brut, &c.charges, &b.quotite, &b.embauche, &b.taux]);
    assert_eq!(parametres.len(), 17, "none is left out of the lists");
    for parametre in parametres {
        let id = ancres::parametre(parametre);
        let ligne = element(&page, &id, "</tr>");
        assert_holds(ligne, &id, parametre.titre);
        for valeur in parametre.valeurs() {
            assert_holds(&page, &id, &format!("{}\u{a0}{}", nombre(valeur.valeur), parametre.unite));
            assert_known(&page, &id, valeur.statut, valeur.note, valeur.sources);
            if let Some(bornes) = valeur.entre {
                assert_holds(ligne, &id, &entre(bornes));
            }
        }
    }
    let h = &r.versements.avenant_en_cours;
    let dite = element(&page, ancres::AVENANT, "</p>");
    assert_holds(dite, "avenant", h.titre);
    assert_known(dite, "avenant", h.statut, h.note, h.sources);
    assert!(page.contains("id=\"versements-contrat\""), "the scheme of the anchors has changed");
    for pass in r.pass {
        let id = format!("pass-{}", pass.annee);
        let ligne = element(&page, &id, "</tr>");
        assert_holds(ligne, &id, &nombre(pass.montant));
        assert_known(ligne, &id, pass.statut, "", pass.sources);
    }
}

#[test]
fn thresholds_delays_and_natures_are_there() {
    let page = write(embedded());
    let tailles = element(&page, "taille", "</section>");
    for (palier, bornes) in embedded().tailles.premiers.paliers.iter().zip([
        "moins de 40\u{a0}000",
        "de 40\u{a0}000 à 79\u{a0}999",
        "de 80\u{a0}000 à 175\u{a0}000",
        "plus de 175\u{a0}000",
    ]) {
        assert_holds(tailles, "taille", bornes);
        assert_known(tailles, "taille", palier.statut, palier.note, palier.sources);
    }
    let delais = element(&page, "delais", "</section>");
    for regle in &embedded().formulaire.postes {
        for delai in regle.delais {
            assert_known(delais, regle.poste.id(), delai.statut, delai.texte, delai.sources);
            for mois in [delai.demarrage_mois, delai.deploiement_mois].into_iter().flatten() {
                assert_holds(delais, regle.poste.id(), &format!("{mois}\u{a0}mois"));
            }
        }
        let ligne = element(&page, regle.poste.id(), "</section>");
        assert_holds(ligne, regle.poste.id(), regle.description);
        for nature in regle.natures {
            assert_known(ligne, regle.poste.id(), nature.statut, "", nature.sources);
        }
    }
}

#[test]
fn what_is_written_elsewhere_the_texts_and_the_acronyms_are_there() {
    let page = write(embedded());
    let fin = "</div>";
    for lecture in embedded().lectures {
        let dit = element(&page, &format!("lecture-{}", lecture.id), fin);
        for texte in [lecture.lu, lecture.reponse, lecture.action] {
            assert_holds(dit, lecture.id, texte);
        }
    }
    for texte in embedded().textes {
        let dit = element(&page, &format!("texte-{}", texte.id), fin);
        assert_holds(dit, texte.id, texte.titre);
        assert_known(dit, texte.id, texte.statut, texte.resume, texte.sources);
    }
    for terme in embedded_aide().termes {
        let dit = element(&page, &format!("sigle-{}", terme.sigle.to_lowercase()), fin);
        assert_holds(dit, terme.sigle, terme.nom);
        assert_holds(dit, terme.sigle, terme.definition);
    }
    for statut in embedded().statuts {
        assert_holds(element(&page, "statuts", "</section>"), "statuts", statut.phrase);
    }
    let annonce = embedded().annonce.unwrap();
    assert_holds(&page, "annonce", annonce.texte);
    assert_holds(&page, "avertissement", embedded().formulaire.avertissement);
}

#[test]
fn every_anchor_exists_once_and_every_link_inside_the_page_finds_its_own() {
    let page = write(embedded());
    let ids = attributes(&page, " id=\"");
    let uniques: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), uniques.len(), "an id stands twice");
    for lien in attributes(&page, "href=\"#") {
        assert!(uniques.contains(lien), "#{lien} leads nowhere");
    }
    for nomme in attributes(&page, "aria-labelledby=\"") {
        assert!(uniques.contains(nomme), "nothing names a part: {nomme}");
    }
    for promise in [
        ancres::TAILLE,
        ancres::VERSEMENTS,
        ancres::COORDINATION,
        ancres::BUDGET,
        ancres::AVENANT,
        "montants",
        "lignes",
        "delais",
        "totaux",
        "pass",
        "lectures",
        "textes",
        "glossaire",
        "statuts",
        "sources",
        "citer",
        "acces_aux_soins-2022-03-31-T2",
        "lecture-580-000",
        "sigle-ars",
    ] {
        assert!(uniques.contains(promise), "#{promise} is promised to other pages");
    }
    assert!(Poste::TOUS.iter().all(|poste| uniques.contains(poste.id())));
}

#[test]
fn the_number_of_a_source_is_its_place_in_the_list() {
    let page = write(embedded());
    let liste = element(&page, "sources", "</ol>");
    let rangs = attributes(liste, "<li id=\"");
    let mut vus = 0;
    for suite in page.split("href=\"#source-").skip(1) {
        let (source, reste) = suite.split_once('"').unwrap();
        let numero: usize =
            reste.split_once("source </span>").unwrap().1.split('<').next().unwrap().parse().unwrap();
        assert_eq!(rangs.get(numero - 1), Some(&format!("source-{source}").as_str()));
        vus += 1;
    }
    assert!(vus > rangs.len(), "{vus} citations of {} sources", rangs.len());
    for source in rangs.iter().map(|rang| rang.trim_start_matches("source-")) {
        let source = embedded().sources.iter().find(|s| s.id.0 == source).unwrap();
        let ligne = element(&page, &format!("source-{}", source.id), "</li>");
        assert_holds(ligne, source.id.0, source.titre);
        assert_holds(ligne, source.id.0, source.auteur);
        assert_holds(ligne, source.id.0, source.note);
        assert!(
            source.url.is_none_or(|url| ligne.contains(&format!("href=\"{}\"", escaped(url)))),
            "{ligne}"
        );
    }
}

#[test]
fn sums_are_those_of_the_lines() {
    let page = write(embedded());
    let table = element(&page, "montants", "</table>");
    let somme = |intitule: &str| {
        let ligne = table.split_once(&format!("{intitule}</th>")).unwrap().1.split_once("</tr>").unwrap().0;
        attributes(&ligne.replace("<td class=\"nombre\">", "\u{1}\""), "\u{1}\"")
            .iter()
            .map(|cellule| cellule.split([' ', '<']).next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    // Of Taille 3, as the contracts say it: 347 500 without the options, 397 500 with them.
    assert_eq!(somme("Sans les missions au choix")[2], "347\u{a0}500");
    assert_eq!(somme("dont volets fixes")[2], "250\u{a0}000");
    assert_eq!(somme("dont volets variables")[2], "97\u{a0}500");
    assert_eq!(somme("Avec toutes les missions")[2], "397\u{a0}500");
    assert_eq!(somme("est reconnue")[2], "67\u{a0}500");
    assert_eq!(somme("la première année, à la place de sa ligne")[2], "45\u{a0}000");
    // Of Taille 2, what closes on the published totals has their bounds, not those of its parts.
    let tout = table.split_once("Avec toutes les missions</th>").unwrap().1.split_once("</tr>").unwrap().0;
    let t2 = tout.split("<td").nth(2).unwrap();
    let (_, totaux) = accorde(Some(Mission::TOUS), Taille::T2, day("2022-03-31"), embedded());
    assert_holds(t2, "T2", &entre(totaux.maximum_entre.unwrap()));
    let une_a_une: Entre = Poste::TOUS
        .iter()
        .map(|poste| embedded().valeur_at(*poste, day("2022-03-31")).unwrap().par_taille[1].unwrap())
        .fold(Entre::exact(0), |somme, m| somme.plus(Entre::of(m.total, m.total_entre)));
    assert!(une_a_une.max > totaux.maximum_entre.unwrap().max);
}

#[test]
fn the_published_totals_are_there() {
    let page = write(embedded());
    let publies = element(&page, "totaux", "</table>");
    assert!(totaux().len() >= 10);
    for total in totaux() {
        let (_, ligne) = publies.split_once(&format!("{}</th>", escaped(&total.titre))).unwrap();
        let ligne = ligne.split_once("</tr>").unwrap().0;
        let sources: Vec<IdSource> = embedded()
            .sources
            .iter()
            .map(|s| s.id)
            .filter(|id| total.sources.iter().any(|s| s == id.0))
            .collect();
        assert_eq!(sources.len(), total.sources.len());
        assert_holds(ligne, &total.titre, &nombre(total.montant));
        assert_eq!(ligne.contains("entre "), total.entre.is_some());
        assert_known(ligne, &total.titre, total.statut, "", &sources);
    }
}

#[test]
fn a_sum_with_an_unknown_part_is_unknown() {
    let rules = changed(|rules| {
        let mut valeurs: Vec<Valeur> = rules.valeurs(Poste::Prevention).to_vec();
        let mut t1: Montant = valeurs[1].par_taille[0].unwrap();
        (t1.fixe, t1.variable) = (None, None);
        valeurs[1].par_taille[0] = Some(t1);
        valeurs[1].par_taille[3] = None;
        rules.montants[Poste::Prevention as usize] = Box::leak(valeurs.into_boxed_slice());
    });
    let page = write(rules);
    let table = element(&page, "montants", "</table>");
    let inconnus = |intitule: &str| {
        let ligne = table.split_once(&format!("{intitule}</th>")).unwrap().1.split_once("</tr>").unwrap().0;
        ligne.matches("inconnu").count()
    };
    assert_eq!(inconnus("dont volets fixes"), 2);
    assert_eq!(inconnus("Sans les missions au choix"), 1);
    assert_holds(element(&page, "prevention-2022-03-31-T4", "</tr>"), "T4", "Aucun montant établi.");
}

#[test]
fn a_text_never_becomes_a_tag() {
    let piege = "<script>alert(\"1\")</script> & <b onclick='x'>";
    let page = write(changed(|rules| {
        let lecture = Lecture { lu: piege, reponse: piege, action: piege, ..rules.lectures[0] };
        rules.lectures = Box::leak(Box::new([lecture]));
    }));
    assert_eq!(page.matches(&escaped(piege)).count(), 3);
    assert!(!page.contains("<script") && !page.contains("<b "));
}

#[test]
fn the_strictest_policy_lets_all_of_it_pass() {
    let page = write(embedded());
    for refuse in ["<script", "<style", " style=", " onclick", "javascript:", "http-equiv", " src="] {
        assert!(!page.contains(refuse), "{refuse}");
    }
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"fr\">"));
    // What it asks for lies beside it.
    for lien in attributes(&page, "<link rel=\"stylesheet\" href=\"") {
        assert!(!lien.contains('/'), "{lien}");
    }
}

#[test]
fn the_days_of_check_are_those_of_the_rules() {
    let page = write(embedded());
    let tete = page.split_once("<nav").unwrap().0;
    assert!(tete.contains(&format!("datetime=\"{}\"", embedded().formulaire.verifie_le)));
    let plus_tot = changed(|rules| {
        let mut formulaire = *rules.formulaire;
        formulaire.postes[Poste::Qualite as usize].a_verifier_avant = day("2026-12-24");
        rules.formulaire = Box::leak(Box::new(formulaire));
    });
    assert!(write(plus_tot).split_once("<nav").unwrap().0.contains("datetime=\"2026-12-24\""));
    assert_holds(element(&page, "citer", "</section>"), "citer", "(JSON, 139\u{a0}ko)");
}
