//! What is granted: all lines at a glance, then each line with its history.

use cpts_codes::{Date, nombre};
use cpts_core::{Entre, Ligne, Mission, Totaux, accorde};
use cpts_rules::{Montant, MontantAPart, NaturePoste, Poste, PosteRegle, Statut, Taille, Valeur};
use maud::{Markup, html};

use crate::ancres;
use crate::redaction::{Redaction, bornes, lien, periode, relus, titre};
use crate::tailles::seuils;

/// The amounts of the last text, side by side.
pub(crate) fn ensemble(r: &mut Redaction) -> Markup {
    let Some(texte) = r.rules.textes.iter().rev().find(|texte| texte.bareme) else { return html! {} };
    let date = texte.depuis;
    let colonnes: Vec<Colonne> = Taille::TOUS.iter().map(|taille| Colonne::new(r, *taille, date)).collect();
    let postes = |option: bool| {
        let est = move |regle: &&PosteRegle| {
            regle.nature_at(date).is_some_and(|nature| (nature == NaturePoste::Option) == option)
        };
        r.rules.formulaire.postes.iter().filter(est)
    };
    html! {
        section aria-labelledby="montants" {
            (titre("montants", "Les montants d’un coup d’œil"))
            p {
                "En euros par an, missions pleinement déployées et tous les résultats atteints. Texte\u{a0}: "
                (texte.titre_court) ", " (periode(texte.depuis, None)) "."
                @if !r.rules.versements.avenant_en_cours.titre.is_empty() {
                    " " a href={ "#" (ancres::AVENANT) } { "Et pour un contrat déjà signé\u{a0}?" }
                }
            }
            table.coup-d-oeil {
                caption { (texte.titre_court) "\u{a0}: euros par an" }
                thead { tr {
                    th scope="col" { "Ligne" }
                    @for palier in &r.rules.tailles.at(date).paliers {
                        th.nombre scope="col" {
                            "Taille\u{a0}" (palier.taille.numero())
                            " "
                            span.seuil { (seuils(palier)) " hab." }
                        }
                    }
                } }
                tbody {
                    @for regle in postes(false) { (rang(r, &colonnes, regle)) }
                    (somme(r, &colonnes, "sous-total", "Sans les missions au choix", |c| {
                        c.socles.as_ref().map(maximum)
                    }))
                    (somme(r, &colonnes, "dont", "dont volets fixes", |c| {
                        c.socles.as_ref().and_then(|t| partage(t, t.fixe, t.fixe_entre))
                    }))
                    (somme(r, &colonnes, "dont", "dont volets variables", |c| {
                        c.socles.as_ref().and_then(|t| partage(t, t.variable, t.variable_entre))
                    }))
                }
                tbody { @for regle in postes(true) { (rang(r, &colonnes, regle)) } }
                tfoot {
                    (somme(r, &colonnes, "total", "Avec toutes les missions", |c| {
                        c.totaux.as_ref().map(maximum)
                    }))
                    @for regle in &r.rules.formulaire.postes {
                        @if colonnes.iter().any(|c| c.premiere_annee(regle.poste).is_some()) {
                            (somme(
                                r,
                                &colonnes,
                                "",
                                &format!("{}\u{a0}: la première année, à la place de sa ligne", regle.titre_court),
                                |c| c.premiere_annee(regle.poste),
                            ))
                        }
                    }
                    (somme(r, &colonnes, "", "En plus, si une crise sanitaire grave est reconnue", |c| {
                        c.totaux.as_ref().and_then(|t| Some((t.crise, t.crise_entre, t.statut_crise?)))
                    }))
                }
            }
            p.petit {
                "Certaines lignes sont mieux connues ensemble qu’une à une\u{a0}: leur somme est parmi les "
                a href="#totaux" { "totaux publiés" } "."
            }
        }
    }
}

/// An amount, its bounds where it is not proved, how well it is known.
type Chiffre = (u32, Option<Entre>, Statut);

/// What a taille is granted.
struct Colonne {
    lignes: Vec<Ligne>,
    /// With all the missions; `None` as soon as one of them has no amount.
    totaux: Option<Totaux>,
    /// With the compulsory ones.
    socles: Option<Totaux>,
}

impl Colonne {
    fn new(r: &Redaction, taille: Taille, date: Date) -> Self {
        let natures = r.rules.formulaire.postes.iter().filter_map(|poste| poste.nature_at(date));
        let (options, autres): (Vec<_>, Vec<_>) = natures.partition(|nature| *nature == NaturePoste::Option);
        let (socles, totaux_socles) = accorde(None, taille, date, r.rules);
        let (lignes, totaux) = accorde(Some(Mission::TOUS), taille, date, r.rules);
        Self {
            socles: (socles.len() == autres.len()).then_some(totaux_socles),
            totaux: (lignes.len() == autres.len() + options.len()).then_some(totaux),
            lignes,
        }
    }

    fn ligne(&self, poste: Poste) -> Option<&Ligne> {
        self.lignes.iter().find(|ligne| ligne.poste == poste)
    }

    fn premiere_annee(&self, poste: Poste) -> Option<Chiffre> {
        let ligne = self.ligne(poste)?;
        Some((ligne.premiere_annee?, ligne.premiere_annee_entre, ligne.statut_premiere_annee?))
    }
}

fn maximum(totaux: &Totaux) -> Chiffre {
    (totaux.maximum, totaux.maximum_entre, totaux.statut_maximum)
}

/// A part of the sum; unknown as soon as a line is not parted.
fn partage(totaux: &Totaux, montant: u32, entre: Option<Entre>) -> Option<Chiffre> {
    (totaux.non_partage == 0).then_some((montant, entre, totaux.statut))
}

fn rang(r: &Redaction, colonnes: &[Colonne], regle: &PosteRegle) -> Markup {
    html! {
        tr {
            th scope="row" { a href={ "#" (regle.poste.id()) } { (regle.titre_court) } }
            @for colonne in colonnes {
                (cellule(r, colonne.ligne(regle.poste).map(|l| (l.total, l.total_entre, l.statut_total))))
            }
        }
    }
}

fn somme(
    r: &Redaction,
    colonnes: &[Colonne],
    genre: &str,
    intitule: &str,
    part: impl Fn(&Colonne) -> Option<Chiffre>,
) -> Markup {
    html! {
        tr class=[(!genre.is_empty()).then_some(genre)] {
            th scope="row" { (intitule) }
            @for colonne in colonnes { (cellule(r, part(colonne))) }
        }
    }
}

fn cellule(r: &Redaction, chiffre: Option<Chiffre>) -> Markup {
    html! {
        td.nombre {
            @match chiffre {
                Some((montant, entre, statut)) => { (nombre(montant)) " " (r.marque(statut)) (bornes(entre)) },
                None => "inconnu",
            }
        }
    }
}

/// Each line, with its history.
pub(crate) fn lignes(r: &mut Redaction) -> Markup {
    html! {
        section aria-labelledby="lignes" {
            (titre("lignes", "Ligne par ligne, avec leur histoire"))
            @for regle in &r.rules.formulaire.postes { (une_ligne(r, regle)) }
        }
    }
}

fn une_ligne(r: &mut Redaction, regle: &PosteRegle) -> Markup {
    let id = regle.poste.id();
    let valeurs = r.rules.valeurs(regle.poste);
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
                @for (i, valeur) in valeurs.iter().enumerate().rev() {
                    (une_valeur(r, regle.poste, valeur, valeurs.get(i + 1).map(|v| v.depuis)))
                }
            }
        }
    }
}

/// A note of that many bytes is as short as the words that would stand for it.
const NOTE_COURTE: usize = 40;

const fn mot(nature: NaturePoste) -> &'static str {
    match nature {
        NaturePoste::Fonctionnement => "Financement de la communauté elle-même,",
        NaturePoste::Socle => "Mission socle, obligatoire,",
        NaturePoste::Option => "Mission au choix,",
    }
}

fn une_valeur(r: &mut Redaction, poste: Poste, valeur: &Valeur, suivante: Option<Date>) -> Markup {
    let texte = r.rules.texte_at(valeur.depuis).map_or("", |texte| texte.titre_court);
    html! {
        tbody {
            tr.periode {
                th colspan="5" scope="rowgroup" {
                    (texte) ", " (periode(valeur.depuis, suivante))
                    (relus(Some(valeur.verifie_le)))
                }
            }
            @for taille in Taille::TOUS {
                tr id=(ancres::montant(poste, valeur.depuis, *taille)) {
                    (taille_de(*taille))
                    @match &valeur.par_taille[*taille as usize] {
                        Some(montant) => (un_montant(r, montant, dite_avant(valeur, *taille))),
                        None => { td.nombre colspan="3" { "inconnu" } td.su { "Aucun montant établi." } },
                    }
                }
            }
        }
        (a_part(r, valeur, "La première année, à la place du montant fixe", |montant| montant.premiere_annee))
        (a_part(r, valeur, "En plus, si une crise sanitaire grave est reconnue", |montant| montant.conditionnel))
    }
}

/// The taille before this one that has the same note: it is not written twice in a table.
fn dite_avant(valeur: &Valeur, taille: Taille) -> Option<Taille> {
    let note = |taille: Taille| valeur.par_taille[taille as usize].as_ref().map(|montant| montant.note);
    let sienne = note(taille).filter(|note| note.len() > NOTE_COURTE)?;
    Taille::TOUS.iter().copied().find(|autre| note(*autre) == Some(sienne)).filter(|autre| *autre < taille)
}

fn taille_de(taille: Taille) -> Markup {
    html! { th scope="row" { "T" (taille.numero()) } }
}

/// Amounts that are no part of an ordinary year; nothing where the line has none.
fn a_part(
    r: &mut Redaction,
    valeur: &Valeur,
    intitule: &str,
    part: impl Fn(&Montant) -> Option<MontantAPart>,
) -> Markup {
    let parts: Vec<(Taille, MontantAPart)> = Taille::TOUS
        .iter()
        .filter_map(|taille| Some((*taille, part(valeur.par_taille[*taille as usize].as_ref()?)?)))
        .collect();
    html! {
        @if !parts.is_empty() {
            tbody {
                tr.periode { th colspan="5" scope="rowgroup" { (intitule) } }
                @for (taille, part) in &parts {
                    tr {
                        (taille_de(*taille))
                        td.nombre colspan="2" {}
                        td.nombre.total { span.n { (nombre(part.montant)) } (bornes(part.entre)) }
                        td.su { (r.su(part.statut, part.note, part.sources)) }
                    }
                }
            }
        }
    }
}

/// `dite_avant` is the taille whose line has the same note.
fn un_montant(r: &mut Redaction, montant: &Montant, dite_avant: Option<Taille>) -> Markup {
    let renvoi = dite_avant.map(|taille| format!("Comme en Taille\u{a0}{}.", taille.numero()));
    let mieux_connu = montant.fixe.is_some() && montant.statut_total != montant.statut;
    html! {
        @match (montant.fixe, montant.variable) {
            (Some(fixe), Some(variable)) => {
                td.nombre { (nombre(fixe)) }
                td.nombre { (nombre(variable)) }
            },
            _ => { td.nombre.inconnu colspan="2" { "partage inconnu" } },
        }
        td.nombre.total { span.n { (nombre(montant.total)) } (bornes(montant.total_entre)) }
        td.su {
            @if mieux_connu { "Total " (r.statut(montant.statut_total)) ", partage\u{a0}: " }
            (r.su(montant.statut, renvoi.as_deref().unwrap_or(montant.note), montant.sources))
            (bornes_du_partage(montant))
        }
    }
}

/// Between what and what the parts are, where the bounds of the total do not say it.
fn bornes_du_partage(montant: &Montant) -> Markup {
    html! {
        @if let (Some(fixe), Some(variable)) = (montant.fixe_entre, montant.variable_entre) {
            " "
            span.partage {
                "Fixe " (cpts_core::texte::entre(fixe))
                @if montant.total_entre.is_some() { ", variable " (cpts_core::texte::entre(variable)) "." }
                @else { ", le reste en variable." }
            }
        }
    }
}
