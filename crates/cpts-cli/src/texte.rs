//! The bilan as a person reads it in a terminal. Every figure and sentence comes
//! from the bilan; only headings are written here.

use std::fmt::Write as _;

use cpts_api::{EffetVu, EtSiVu, Simulateur};
use cpts_core::{
    Bilan, BilanTaille, BilanTerritoire, Constat, Etape, Financement, Nature, Projet, Tresorerie,
};
use cpts_rules::{Niveau, Poste, Statut};

const LARGEUR: usize = 78;

/// The whole bilan, and what changes of the perimeter would do where that was asked for.
pub(crate) fn bilan(
    projet: &Projet,
    bilan: &Bilan,
    dit: Option<&Option<EtSiVu>>,
    tresorerie: Option<&Option<Tresorerie>>,
    simulateur: &Simulateur,
) -> String {
    let mots = Mots { simulateur };
    let mut page = Page::default();
    page.titre(projet.nom.as_deref().unwrap_or("Projet de CPTS"), '=');
    page.paragraphe(&mots.territoire(&bilan.territoire));
    page.ligne("");
    page.paragraphe(&format!("Verdict : {}", mots.niveau(bilan.verdict)));
    page.paragraphe(&bilan.taille.as_ref().map_or_else(|| "Taille : aucune".to_owned(), taille));
    constats(&mut page, &mots, &bilan.constats);
    if let Some(dit) = dit {
        et_si(&mut page, &mots, bilan, dit.as_ref());
    }
    if let Some(financement) = &bilan.financement {
        argent(&mut page, &mots, financement);
    }
    if let Some(tresorerie) = tresorerie {
        caisse(&mut page, &mots, tresorerie.as_ref());
    }
    etapes(&mut page, &bilan.etapes);
    page.titre("Règles", '-');
    page.paragraphe(&format!("{} (vérifié le {})", bilan.regles.titre, bilan.regles.verifie_le));
    page.paragraphe(bilan.regles.avertissement);
    page.texte
}

fn constats(page: &mut Page, mots: &Mots<'_>, constats: &[Constat]) {
    page.titre("Constats", '-');
    for constat in constats {
        page.paragraphe(&format!("[{}] {}", mots.niveau(constat.niveau), constat.titre));
        // A criterion that is met needs no more than its title here.
        if constat.niveau != Niveau::Conforme {
            page.retrait(&constat.explication);
            if !constat.action.is_empty() {
                page.retrait(&format!("→ {}", constat.action));
            }
        }
    }
}

/// Rows of a list; beyond, their number.
const MONTREES: usize = 12;

fn et_si(page: &mut Page, mots: &Mots<'_>, bilan: &Bilan, dit: Option<&EtSiVu>) {
    page.titre("Et si le périmètre changeait ?", '-');
    let (Some(dit), Some(ici)) = (dit, &bilan.taille) else {
        return page.paragraphe("Sans taille, rien ne peut en changer : voir les constats.");
    };
    let mut phrase = String::new();
    if let Some(manque) = dit.manque {
        phrase += &format!("Il manque {} pour la taille suivante. ", habitants(manque));
    }
    if let Some(marge) = ici.marge_basse {
        phrase += &format!("Avec {} de moins, la taille change.", habitants(marge + 1));
    }
    page.paragraphe(&phrase);
    for taille in dit.totaux.iter().filter(|t| t.taille != ici.taille) {
        page.paragraphe(&format!(
            "En Taille {} : fixe {} € par an ({}), maximum {} € ({}).",
            taille.taille.numero(),
            nombre(taille.totaux.fixe),
            mots.statut(taille.totaux.statut),
            nombre(taille.totaux.maximum),
            mots.statut(taille.totaux.statut_maximum)
        ));
    }
    effets(page, "Communes voisines qui changent la taille", &dit.ajouts);
    if let Some(ensemble) = &dit.ensemble {
        let noms: Vec<_> = ensemble.communes.iter().map(|c| c.nom.as_str()).collect();
        page.ligne("");
        page.paragraphe("Aucune voisine ne suffit seule. Ensemble :");
        page.retrait(&format!(
            "{} : {} habitants, Taille {}. {}",
            noms.join(", "),
            nombre(ensemble.apres),
            ensemble.taille.numero(),
            match ensemble.preuve {
                "minimal" => "C'est le plus petit ensemble d'un seul tenant avec le territoire.",
                "nombre" => "Aucun ensemble n'a moins de communes.",
                _ => "Un ensemble plus petit existe peut-être.",
            }
        ));
    } else if dit.ajouts.is_empty() && dit.manque.is_some() {
        page.ligne("");
        page.paragraphe("Aucune voisine ne suffit, ni quelques-unes ensemble.");
    }
    effets(page, "Communes sans lesquelles la taille change", &dit.retraits);
    if !dit.liaisons.is_empty() {
        page.ligne("");
        page.paragraphe("Pour relier les parties du territoire :");
        for liaison in &dit.liaisons {
            let noms: Vec<_> = liaison.communes.iter().map(|c| c.nom.as_str()).collect();
            let lien = if liaison.une_suffit { " ou " } else { ", " };
            page.retrait(&noms.join(lien));
        }
    }
    if !dit.sans_effet.is_empty() || !dit.epci.is_empty() {
        page.ligne("");
        page.paragraphe(&format!(
            "Avec --format json, aussi : voisines sans effet sur la taille ({}), intercommunalités voisines entières ({}).",
            dit.sans_effet.len(),
            dit.epci.len()
        ));
    }
    if !dit.inconnues.is_empty() {
        let noms: Vec<_> = dit.inconnues.iter().map(|c| c.nom.as_str()).collect();
        page.paragraphe(&format!("Population inconnue, donc rien à en dire : {}.", noms.join(", ")));
    }
    page.ligne("");
    let rappel = &dit.rappel;
    page.paragraphe(&format!("{}. {} {}", rappel.titre, rappel.explication, rappel.action));
}

fn effets(page: &mut Page, titre: &str, effets: &[EffetVu]) {
    if effets.is_empty() {
        return;
    }
    page.ligne("");
    page.ligne(&format!("{:<44} {:>9} {:>9}  {}", titre, "habitants", "après", "taille"));
    for effet in effets.iter().take(MONTREES) {
        page.ligne(&format!(
            "    {:<40} {:>9} {:>9}  {}",
            format!("{} ({})", effet.nom, effet.code.departement()),
            nombre(effet.population),
            nombre(effet.apres),
            effet.taille.numero()
        ));
    }
    if effets.len() > MONTREES {
        page.ligne(&format!("    et {} de plus (voir --format json)", effets.len() - MONTREES));
    }
}

fn argent(page: &mut Page, mots: &Mots<'_>, financement: &Financement) {
    page.titre("Financement, en euros par an", '-');
    page.ligne(&format!("{:<32} {:>9} {:>9} {:>9}  {}", "", "fixe", "variable", "total", "statut"));
    for ligne in &financement.lignes {
        let statut = mots.statut(ligne.statut);
        let (fixe, variable) = (montant(ligne.fixe), montant(ligne.variable));
        page.ligne(&format!(
            "{:<32} {fixe:>9} {variable:>9} {:>9}  {statut}",
            mots.poste(ligne.poste),
            nombre(ligne.total)
        ));
    }
    let totaux = &financement.totaux;
    page.ligne(&format!(
        "{:<32} {:>9} {:>9} {:>9}  {}",
        "Total",
        nombre(totaux.fixe),
        nombre(totaux.variable),
        nombre(totaux.maximum),
        mots.statut(totaux.statut)
    ));
    if totaux.non_partage > 0 {
        page.ligne(&format!(
            "dont {} € sans partage établi entre fixe et variable",
            nombre(totaux.non_partage)
        ));
    }
    if totaux.crise > 0 {
        page.ligne(&format!(
            "En plus, si une crise sanitaire grave est reconnue : {} €",
            nombre(totaux.crise)
        ));
    }
    if financement.echeancier.is_empty() {
        return;
    }
    page.titre("Échéancier", '-');
    for versement in &financement.echeancier {
        let (poste, nature) = (mots.poste(versement.poste), nature(versement.nature));
        page.ligne(&format!("{}  {:>9} €  {poste}, {nature}", versement.date, nombre(versement.montant)));
    }
}

/// The cash month by month.
fn caisse(page: &mut Page, mots: &Mots<'_>, tresorerie: Option<&Tresorerie>) {
    page.titre("Trésorerie, mois par mois", '-');
    let Some(t) = tresorerie else {
        return page.paragraphe("Indiquez la date de signature, et un territoire qui a une taille.");
    };
    let euros = |montant: i64| {
        let signe = if montant < 0 { "−" } else { "" };
        format!("{signe}{} €", nombre(u32::try_from(montant.unsigned_abs()).unwrap_or(u32::MAX)))
    };
    let nomme = |rang: u8| {
        t.mois.get(usize::from(rang)).map_or_else(String::new, |m| format!("{:02}/{}", m.mois, m.annee))
    };
    page.ligne(&format!("{:<8}{:>15}{:>15}{:>15}", "mois", "entrées", "sorties", "solde"));
    for m in &t.mois {
        page.ligne(&format!(
            "{:02}/{}{:>16}{:>15}{:>15}{}",
            m.mois,
            m.annee,
            euros(m.entrees),
            euros(m.sorties),
            euros(m.solde),
            if m.solde < 0 { "  rouge" } else { "" }
        ));
    }
    page.ligne("");
    match &t.rouge {
        None => page.paragraphe("Aucun mois dans le rouge."),
        Some(rouge) => {
            page.paragraphe(&format!(
                "Premier mois dans le rouge : {}, il manque {}.",
                nomme(rouge.premier),
                euros(rouge.manque)
            ));
            if let Some(report) = t.remedes.report {
                page.retrait(&format!("Embaucher {report} mois plus tard suffit."));
            }
            if let Some(quotite) = t.remedes.quotite {
                page.retrait(&format!("Un poste à {quotite} % suffit."));
            }
        }
    }
    if !t.a_renseigner.is_empty() {
        let noms: Vec<&str> = t
            .a_renseigner
            .iter()
            .filter_map(|id| mots.simulateur.rules().budget.poste(id))
            .map(|poste| poste.titre)
            .collect();
        page.paragraphe(&format!("À renseigner, compté pour rien ici : {}.", noms.join(", ")));
    }
}

fn etapes(page: &mut Page, etapes: &[Etape]) {
    if etapes.is_empty() {
        return;
    }
    page.titre("Étapes", '-');
    for (i, etape) in etapes.iter().enumerate() {
        page.paragraphe(&format!("{}. {}", i + 1, etape.titre));
        if !etape.delai.is_empty() {
            page.retrait(etape.delai);
        }
        for region in &etape.regions {
            page.retrait(&format!("{} : {}", region.nom, region.texte));
        }
    }
}

fn taille(taille: &BilanTaille) -> String {
    let mut texte = format!("Taille : {}", taille.taille.numero());
    let bornes = match taille.max {
        Some(max) => format!(" (de {} à {} habitants)", nombre(taille.min), nombre(max)),
        None => format!(" (à partir de {} habitants)", nombre(taille.min)),
    };
    texte += &bornes;
    if let Some(marge) = taille.marge_basse {
        texte += &format!(", {} habitants au-dessus du seuil", nombre(marge));
    }
    if let Some(marge) = taille.marge_haute {
        texte += &format!(", {} sous le suivant", nombre(marge));
    }
    if taille.fragile {
        texte += " : fragile";
    }
    texte
}

fn nature(nature: Nature) -> &'static str {
    match nature {
        Nature::Signature => "à la signature",
        Nature::Demarrage => "au démarrage",
        Nature::Plan => "première année du plan, au démarrage",
        Nature::Avance => "avance",
        Nature::Solde => "solde",
        Nature::Variable => "part variable",
    }
}

fn montant(euros: Option<u32>) -> String {
    euros.map_or_else(|| "?".to_owned(), nombre)
}

fn habitants(n: u32) -> String {
    format!("{} habitant{}", nombre(n), if n > 1 { "s" } else { "" })
}

/// Thousands apart, by an ordinary space: terminals break lines where they like.
fn nombre(n: u32) -> String {
    cpts_codes::nombre(n).replace('\u{a0}', " ")
}

/// The words of the rules and of the data.
struct Mots<'a> {
    simulateur: &'a Simulateur,
}

impl Mots<'_> {
    fn niveau(&self, niveau: Niveau) -> &'static str {
        self.simulateur.rules().niveau(niveau).map_or(niveau.id(), |mot| mot.mot)
    }

    fn statut(&self, statut: Statut) -> &'static str {
        self.simulateur.rules().statut(statut).map_or(statut.id(), |mot| mot.mot)
    }

    fn poste(&self, poste: Poste) -> &'static str {
        self.simulateur.rules().poste(poste).titre_court
    }

    fn territoire(&self, territoire: &BilanTerritoire) -> String {
        let territory = self.simulateur.territory();
        let departements: Vec<String> = territoire
            .departements
            .iter()
            .map(|code| format!("{} ({code})", territory.departement(*code).map_or("", |d| d.nom)))
            .collect();
        let mut texte = format!(
            "{} commune(s), {} habitants (population {} {}), {}",
            territoire.communes,
            nombre(territoire.population),
            territoire.base,
            territoire.millesime,
            departements.join(", ")
        );
        match territoire.populations_inconnues.len() {
            0 => {}
            n => texte += &format!(" ; population inconnue pour {n} d'entre elles"),
        }
        texte
    }
}

/// Text put together line by line.
#[derive(Default)]
struct Page {
    texte: String,
}

impl Page {
    fn ligne(&mut self, ligne: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.texte, "{}", ligne.trim_end());
    }

    fn titre(&mut self, titre: &str, trait_: char) {
        if !self.texte.is_empty() {
            self.ligne("");
        }
        self.ligne(titre);
        self.ligne(&trait_.to_string().repeat(titre.chars().count()));
    }

    fn paragraphe(&mut self, texte: &str) {
        self.wrap(texte, "");
    }

    fn retrait(&mut self, texte: &str) {
        self.wrap(texte, "    ");
    }

    fn wrap(&mut self, texte: &str, marge: &str) {
        let mut ligne = marge.to_owned();
        // No-break spaces hold a number to its unit: only ordinary spaces may end a line.
        for mot in texte.split([' ', '\n']).filter(|mot| !mot.is_empty()) {
            let vide = ligne.len() == marge.len();
            if !vide && ligne.chars().count() + 1 + mot.chars().count() > LARGEUR {
                self.ligne(&ligne);
                ligne = marge.to_owned();
            } else if !vide {
                ligne.push(' ');
            }
            ligne.push_str(mot);
        }
        if ligne.len() > marge.len() {
            self.ligne(&ligne);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(nombre(7), "7");
        assert_eq!(nombre(80_120), "80 120");
        assert_eq!(nombre(1_234_567), "1 234 567");
    }

    #[test]
    fn long_text_is_wrapped_without_losing_a_word() {
        let mut page = Page::default();
        let texte = "habitants ".repeat(40);
        page.retrait(&texte);
        assert!(
            page.texte.lines().all(|ligne| ligne.chars().count() <= LARGEUR && ligne.starts_with("    h"))
        );
        assert_eq!(page.texte.split_whitespace().count(), 40);
    }
}
