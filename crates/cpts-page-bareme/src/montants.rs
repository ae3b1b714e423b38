//! What is granted: all lines at a glance, then each line with its history.

use cpts_codes::{Date, nombre};
use cpts_rules::{Montant, NaturePoste, Poste, PosteRegle, Statut, Taille, Valeur};
use maud::{Markup, html};

use crate::ancres;
use crate::redaction::{Redaction, jour, lien, periode, titre};
use crate::tailles::bornes;

/// The amounts of the last text, side by side.
pub(crate) fn ensemble(r: &mut Redaction<'_>) -> Markup {
    let Some(texte) = r.rules.textes.iter().rev().find(|texte| texte.bareme) else { return html! {} };
    let jour_du_texte = texte.depuis;
    let lignes: Vec<Ligne> =
        r.rules.formulaire.postes.iter().filter_map(|poste| Ligne::at(poste, jour_du_texte)).collect();
    let (options, socles): (Vec<Ligne>, Vec<Ligne>) =
        lignes.iter().copied().partition(|ligne| ligne.nature == NaturePoste::Option);
    let paliers = &r.rules.tailles.at(jour_du_texte).paliers;
    html! {
        section aria-labelledby="montants" {
            (titre("montants", "Les montants d’un coup d’œil"))
            p {
                "En euros par an, missions pleinement déployées et tous les résultats atteints. Le texte en vigueur le "
                "jour de la signature fixe les montants\u{a0}: ici, " (texte.titre_court) ", "
                (periode(texte.depuis, None)) "."
            }
            table.coup-d-oeil {
                caption { (texte.titre_court) "\u{a0}: euros par an" }
                thead { tr {
                    th scope="col" { "Ligne" }
                    @for palier in paliers {
                        th.nombre scope="col" {
                            "Taille\u{a0}" (palier.taille.numero())
                            span.seuil { (bornes(palier)) " hab." }
                        }
                    }
                } }
                tbody {
                    @for ligne in &socles { (ligne.vue(r)) }
                    (somme(r, "sous-total", "Sans les missions au choix", &socles, Montant::total))
                    (somme(r, "dont", "dont volets fixes", &socles, Montant::fixe))
                    (somme(r, "dont", "dont volets variables", &socles, Montant::variable))
                }
                tbody { @for ligne in &options { (ligne.vue(r)) } }
                tfoot {
                    (somme(r, "total", "Avec toutes les missions", &lignes, Montant::total))
                    (somme(r, "en-plus", "En plus, si une crise sanitaire grave est reconnue", &lignes, Montant::crise))
                }
            }
        }
    }
}

/// What one column of a sum takes of an amount, and how well it is known.
trait Parts {
    fn total(&self) -> Option<(u32, Statut)>;
    fn fixe(&self) -> Option<(u32, Statut)>;
    fn variable(&self) -> Option<(u32, Statut)>;
    fn crise(&self) -> Option<(u32, Statut)>;
}

impl Parts for Montant {
    fn total(&self) -> Option<(u32, Statut)> {
        Some((self.total, self.statut_total))
    }
    fn fixe(&self) -> Option<(u32, Statut)> {
        Some((self.fixe?, self.statut))
    }
    fn variable(&self) -> Option<(u32, Statut)> {
        Some((self.variable?, self.statut))
    }
    fn crise(&self) -> Option<(u32, Statut)> {
        Some(self.conditionnel.map_or((0, Statut::Publie), |c| (c.montant, c.statut)))
    }
}

/// A line at one date.
#[derive(Clone, Copy)]
struct Ligne {
    regle: &'static PosteRegle,
    nature: NaturePoste,
    valeur: &'static Valeur,
}

impl Ligne {
    fn at(regle: &'static PosteRegle, date: Date) -> Option<Self> {
        Some(Self { regle, nature: regle.nature_at(date)?, valeur: regle.valeur_at(date)? })
    }

    fn vue(&self, r: &Redaction<'_>) -> Markup {
        html! {
            tr {
                th scope="row" { a href={ "#" (self.regle.poste.id()) } { (self.regle.titre_court) } }
                @for montant in &self.valeur.par_taille {
                    td.nombre {
                        @match montant {
                            Some(montant) => { (nombre(montant.total)) " " (r.marque(montant.statut_total)) },
                            None => "inconnu",
                        }
                    }
                }
            }
        }
    }
}

/// The sum of lines, taille by taille; unknown as soon as one of them is.
fn somme(
    r: &Redaction<'_>,
    genre: &str,
    intitule: &str,
    lignes: &[Ligne],
    part: impl Fn(&Montant) -> Option<(u32, Statut)>,
) -> Markup {
    let une = |taille: Taille| -> Option<(u32, Statut)> {
        lignes.iter().try_fold((0, Statut::Publie), |(somme, statut), ligne| {
            let (montant, sien) = part(ligne.valeur.par_taille[taille as usize].as_ref()?)?;
            Some((montant + somme, statut.weakest(sien)))
        })
    };
    html! {
        tr class=(genre) {
            th scope="row" { (intitule) }
            @for taille in Taille::TOUS {
                td.nombre {
                    @match une(*taille) {
                        Some((montant, statut)) => { (nombre(montant)) " " (r.marque(statut)) },
                        None => "inconnu",
                    }
                }
            }
        }
    }
}

/// Each line, with its history.
pub(crate) fn lignes(r: &mut Redaction<'_>) -> Markup {
    html! {
        section aria-labelledby="lignes" {
            (titre("lignes", "Ligne par ligne, avec leur histoire"))
            @for regle in &r.rules.formulaire.postes { (une_ligne(r, regle)) }
        }
    }
}

fn une_ligne(r: &mut Redaction<'_>, regle: &'static PosteRegle) -> Markup {
    let id = regle.poste.id();
    html! {
        section.ligne aria-labelledby=(id) {
            div.intro {
                h3 id=(id) { (regle.titre_court) (lien(id, regle.titre_court)) }
                p {
                    (regle.titre) ". " (regle.description)
                    @if let Some(article) = regle.article { (r.cite(&[article])) }
                }
                @for (i, nature) in regle.natures.iter().enumerate().rev() {
                    p.petit {
                        (mot(nature.nature)) " "
                        (periode(nature.depuis, regle.natures.get(i + 1).map(|n| n.depuis))) "\u{a0}: "
                        (r.su(nature.statut, "", nature.sources))
                    }
                }
            }
            table.montants {
                caption.sr { (regle.titre_court) "\u{a0}: euros par an" }
                thead { tr {
                    th scope="col" { "Taille" }
                    th.nombre scope="col" { "Fixe" }
                    th.nombre scope="col" { "Variable" }
                    th.nombre scope="col" { "Total" }
                    th scope="col" { "Ce que l’on en sait" }
                } }
                @for (i, valeur) in regle.valeurs.iter().enumerate().rev() {
                    (une_valeur(r, regle.poste, valeur, regle.valeurs.get(i + 1).map(|v| v.depuis)))
                }
            }
        }
    }
}

const fn mot(nature: NaturePoste) -> &'static str {
    match nature {
        NaturePoste::Fonctionnement => "Financement de la communauté elle-même,",
        NaturePoste::Socle => "Mission socle, obligatoire,",
        NaturePoste::Option => "Mission au choix,",
    }
}

fn une_valeur(r: &mut Redaction<'_>, poste: Poste, valeur: &Valeur, suivante: Option<Date>) -> Markup {
    let texte = r.rules.texte_at(valeur.depuis).map_or("", |texte| texte.titre_court);
    let crise = valeur.par_taille.iter().flatten().any(|montant| montant.conditionnel.is_some());
    html! {
        tbody {
            tr.periode {
                th colspan="5" scope="rowgroup" {
                    (texte) ", " (periode(valeur.depuis, suivante))
                    span.relu { " (relu le " (jour(valeur.verifie_le)) ")" }
                }
            }
            @for taille in Taille::TOUS {
                tr id=(ancres::montant(poste, valeur.depuis, *taille)) {
                    th scope="row" { "T" (taille.numero()) }
                    @match &valeur.par_taille[*taille as usize] {
                        Some(montant) => (un_montant(r, montant)),
                        None => { td.nombre colspan="3" { "inconnu" } td.su { "Aucun montant établi." } },
                    }
                }
            }
        }
        @if crise {
            tbody {
                tr.periode { th colspan="5" scope="rowgroup" { "En plus, si une crise sanitaire grave est reconnue" } }
                @for taille in Taille::TOUS {
                    @if let Some(c) = valeur.par_taille[*taille as usize].and_then(|m| m.conditionnel) {
                        tr {
                            th scope="row" { "T" (taille.numero()) }
                            td.nombre colspan="2" {}
                            td.nombre.total { (nombre(c.montant)) }
                            td.su { (r.su(c.statut, c.note, c.sources)) }
                        }
                    }
                }
            }
        }
    }
}

fn un_montant(r: &mut Redaction<'_>, montant: &Montant) -> Markup {
    let partage = montant.fixe.is_some() && montant.statut_total != montant.statut;
    html! {
        @match (montant.fixe, montant.variable) {
            (Some(fixe), Some(variable)) => {
                td.nombre { (nombre(fixe)) }
                td.nombre { (nombre(variable)) }
            },
            _ => { td.nombre.inconnu colspan="2" { "partage inconnu" } },
        }
        td.nombre.total { (nombre(montant.total)) }
        td.su {
            @if partage { "Total " (r.statut(montant.statut_total)) ", partage\u{a0}: " }
            (r.su(montant.statut, montant.note, montant.sources))
        }
    }
}
