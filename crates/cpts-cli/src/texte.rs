//! The bilan as a person reads it in a terminal. Every figure and sentence comes
//! from the bilan; only headings are written here.

use std::fmt::Write as _;

use cpts_api::{EffetVu, EtSiVu, Simulateur};
use cpts_core::texte::{entre, incertitude};
use cpts_core::{
    Bilan, BilanTaille, BilanTerritoire, Constat, ContratEnCours, Etape, Financement, Nature, Projet,
    Situation, Tresorerie,
};
use cpts_rules::{Entre, Niveau, Poste, Statut};

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
    if let Some(contrat) = &bilan.contrat {
        self::contrat(&mut page, &mots, contrat);
    }
    constats(&mut page, &mots, &bilan.constats);
    if let Some(dit) = dit {
        et_si(&mut page, &mots, bilan, dit.as_ref());
    }
    if let Some(financement) = &bilan.financement {
        argent(&mut page, &mots, projet, financement);
    }
    if let Some(tresorerie) = tresorerie {
        caisse(&mut page, &mots, bilan, tresorerie.as_ref());
    }
    etapes(&mut page, &bilan.etapes);
    page.titre("Règles", '-');
    page.paragraphe(&format!("{} (vérifié le {})", bilan.regles.titre, bilan.regles.verifie_le));
    page.paragraphe(bilan.regles.avertissement);
    page.texte
}

/// The contract that runs, and what an avenant changed since its signature.
fn contrat(page: &mut Page, mots: &Mots<'_>, contrat: &ContratEnCours) {
    page.titre("Contrat en cours", '-');
    page.paragraphe(&contrat.faits(mots.simulateur.rules()).join(" "));
    if let Some(vue_le) = contrat.vue_le {
        page.paragraphe(&format!("Vu le {vue_le}."));
    }
    let (Some(avant), Some(apres)) = (&contrat.texte_signature, &contrat.texte) else { return };
    page.paragraphe(&format!("Texte de la signature : {}.", avant.titre_court));
    if !contrat.est_remplace() {
        return;
    }
    page.paragraphe(&format!(
        "Texte en vigueur : {}, depuis le {}. Qu'il vaille pour un contrat déjà signé est {}.",
        apres.titre_court,
        apres.depuis,
        mots.statut(contrat.statut)
    ));
    if contrat.changements.is_empty() {
        return;
    }
    page.ligne("");
    page.ligne("Ce que l'avenant a changé, en euros par an");
    for c in &contrat.changements {
        let montant = |total: Option<u32>, bornes: Option<Entre>, statut: Option<Statut>| {
            let (Some(total), Some(statut)) = (total, statut) else { return "rien".to_owned() };
            let bornes = bornes.map_or_else(String::new, |b| format!(", {}", entre(b)));
            format!("{} ({}{})", nombre(total), mots.statut(statut), bornes.replace('\u{a0}', " "))
        };
        let avant = montant(c.avant, c.avant_entre, c.statut_avant);
        let apres = montant(c.apres, c.apres_entre, c.statut_apres);
        page.retrait(&format!("{} : {avant} → {apres}", mots.poste(c.poste)));
        if let Some(delai) = c.delai_apres {
            page.wrap(&format!("Délais : {delai}"), "        ");
        }
        if let Some(delai) = c.delai_avant {
            page.wrap(&format!("Avant : {delai}"), "        ");
        }
    }
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
            "En Taille {} : fixe par an {}, maximum {}.",
            taille.taille.numero(),
            mots.qualifie(taille.totaux.fixe, taille.totaux.fixe_entre, taille.totaux.statut),
            mots.qualifie(taille.totaux.maximum, taille.totaux.maximum_entre, taille.totaux.statut_maximum)
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

fn argent(page: &mut Page, mots: &Mots<'_>, projet: &Projet, financement: &Financement) {
    page.titre("Financement, en euros par an", '-');
    page.ligne(&format!("{:<32} {:>9} {:>9} {:>9}  {}", "", "fixe", "variable", "total", "statut"));
    let mut des_bornes = false;
    for ligne in &financement.lignes {
        let statut = mots.statut(ligne.statut);
        let (fixe, variable) = (montant(ligne.fixe), montant(ligne.variable));
        page.ligne(&format!(
            "{:<32} {fixe:>9} {variable:>9} {:>9}  {statut}",
            mots.poste(ligne.poste),
            nombre(ligne.total)
        ));
        if let Some(dit) = incertitude(ligne) {
            des_bornes = true;
            page.retrait(&dit);
        }
        if let Some(premiere) = ligne.premiere_annee {
            des_bornes |= ligne.premiere_annee_entre.is_some();
            let statut = ligne.statut_premiere_annee.unwrap_or(ligne.statut);
            let dit = mots.qualifie(premiere, ligne.premiere_annee_entre, statut);
            page.retrait(&format!("la première année, plan à écrire : {dit}"));
        }
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
    // Where the maximum is known, what one part has more the other has less.
    let fixe = totaux.fixe_entre.filter(|_| totaux.maximum_entre.is_some());
    let parts = [("fixe", fixe), ("variable", totaux.variable_entre), ("au total", totaux.maximum_entre)];
    let mut dits = Vec::new();
    for (nom, bornes) in parts {
        dits.extend(bornes.map(|bornes| format!("{nom} {}", entre(bornes))));
    }
    page.retrait(&dits.join(" ; "));
    if totaux.statut_maximum != totaux.statut {
        let statut = mots.statut(totaux.statut_maximum);
        page.retrait(&format!("le total est mieux connu que ses lignes et leur partage : {statut}"));
    }
    if totaux.non_partage > 0 {
        page.paragraphe(&format!(
            "dont {} € sans partage établi entre fixe et variable{}",
            nombre(totaux.non_partage),
            parenthese(totaux.non_partage_entre)
        ));
    }
    if totaux.crise > 0 {
        let statut = totaux.statut_crise.unwrap_or(totaux.statut);
        page.paragraphe(&format!(
            "En plus, si une crise sanitaire grave est reconnue : {}",
            mots.qualifie(totaux.crise, totaux.crise_entre, statut)
        ));
    }
    if des_bornes || totaux.crise_entre.is_some() {
        page.ligne("");
        page.paragraphe("« entre … et … » : montant non publié, on sait entre quoi et quoi.");
    }
    if financement.echeancier.is_empty() {
        return;
    }
    page.titre("Échéancier", '-');
    for versement in &financement.echeancier {
        let (poste, nature) = (mots.poste(versement.poste), nature(versement.nature));
        let montant = nombre(versement.montant);
        page.ligne(&format!("{}  {montant:>9} €  {poste}, {nature}", versement.date));
        if let Some(bornes) = versement.montant_entre {
            page.ligne(&format!("{:25}{}", "", entre(bornes)));
        }
    }
    page.ligne("");
    for annee in projet.depart().map(|jour| financement.annees(jour)).unwrap_or_default() {
        let quand = match (projet.situation, annee.annee) {
            (Situation::Nouvelle, 1) => "la 1re année",
            (Situation::Nouvelle, n) => &format!("la {n}e année"),
            (Situation::Existante, 1) => "sur 12 mois",
            (Situation::Existante, _) => "les 12 mois suivants",
        };
        let bornes = parenthese(annee.entre);
        page.ligne(&format!("Versé {quand} : {} €{bornes}", nombre(annee.montant)));
    }
}

/// The cash month by month.
fn caisse(page: &mut Page, mots: &Mots<'_>, bilan: &Bilan, tresorerie: Option<&Tresorerie>) {
    page.titre("Trésorerie, mois par mois", '-');
    let Some(t) = tresorerie else {
        return page.paragraphe("Indiquez la date de signature, et un territoire qui a une taille.");
    };
    if bilan.contrat.is_some() {
        page.paragraphe(
            "Ce qui est en caisse le premier jour n'est pas connu : ajoutez-le dans une ligne « autre_recette ».",
        );
    }
    let euros = |montant: i64| format!("{} €", signe(montant));
    let nomme = |rang: u8| {
        t.mois.get(usize::from(rang)).map_or_else(String::new, |m| format!("{:02}/{}", m.mois, m.annee))
    };
    page.ligne(&format!("{:<8}{:>15}{:>15}{:>15}", "mois", "entrées", "sorties", "solde"));
    for m in &t.mois {
        page.ligne(&format!(
            "{:02}/{}{:>16}{:>15}{:>15}{}{}",
            m.mois,
            m.annee,
            euros(m.entrees),
            euros(m.sorties),
            euros(m.solde),
            m.solde_entre.map_or_else(String::new, |(min, max)| format!(
                "  entre {} et {}",
                signe(min),
                euros(max)
            )),
            if m.solde < 0 { "  rouge" } else { "" }
        ));
    }
    page.ligne("");
    page.paragraphe(&premier_rouge(t, nomme, euros));
    let suite = if t.est_incertaine() { ", même aux montants les plus bas" } else { "" };
    if let Some(report) = t.remedes.report {
        page.retrait(&format!("Embaucher {report} mois plus tard suffit{suite}."));
    }
    if let Some(quotite) = t.remedes.quotite {
        page.retrait(&format!("Un poste à {quotite} % suffit{suite}."));
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

/// The first month in the red, then whether the amounts that are not proved decide of it.
fn premier_rouge(t: &Tresorerie, nomme: impl Fn(u8) -> String, euros: impl Fn(i64) -> String) -> String {
    let Some(rouge) = t.rouge else {
        let suite = t.rouge_au_plus_bas.map_or_else(String::new, |bas| {
            let (mois, manque) = (nomme(bas.premier), euros(bas.manque));
            format!(" Mais si les montants non établis sont au plus bas : {mois}, il manquerait {manque}.")
        });
        return format!("Aucun mois dans le rouge.{suite}");
    };
    let suite = match (t.rouge_au_plus_bas, t.rouge_au_plus_haut) {
        _ if !t.est_incertaine() => String::new(),
        (_, None) => " Cela tient aux montants non établis : au plus haut, aucun mois n'y est.".to_owned(),
        (Some(bas), Some(haut)) if bas.premier != haut.premier => {
            let (bas, haut) = (nomme(bas.premier), nomme(haut.premier));
            format!(" Selon les montants non établis, ce serait entre {bas} et {haut}.")
        }
        _ => " Les montants non établis ne changent pas ce premier mois.".to_owned(),
    };
    let (mois, manque) = (nomme(rouge.premier), euros(rouge.manque));
    format!("Premier mois dans le rouge : {mois}, il manque {manque}.{suite}")
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

/// ` (entre 307 500 et 322 500 €)`; nothing where the amount is proved.
fn parenthese(bornes: Option<Entre>) -> String {
    bornes.map_or_else(String::new, |bornes| format!(" ({})", entre(bornes)))
}

/// `−4 200`: a balance, with a true minus.
fn signe(montant: i64) -> String {
    let moins = if montant < 0 { "−" } else { "" };
    format!("{moins}{}", nombre(u32::try_from(montant.unsigned_abs()).unwrap_or(u32::MAX)))
}

fn habitants(n: u32) -> String {
    format!("{} habitant{}", nombre(n), if n > 1 { "s" } else { "" })
}

/// Thousands apart.
pub(crate) fn nombre(n: u32) -> String {
    ordinaire(&cpts_codes::nombre(n))
}

/// The same text with ordinary spaces: terminals break lines where they like.
pub(crate) fn ordinaire(texte: &str) -> String {
    texte.replace('\u{a0}', " ")
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

    /// `312 500 € (entre 307 500 et 322 500 €, à confirmer)`.
    fn qualifie(&self, montant: u32, bornes: Option<Entre>, statut: Statut) -> String {
        let bornes = bornes.map_or_else(String::new, |bornes| entre(bornes) + ", ");
        format!("{}\u{a0}€ ({bornes}{})", cpts_codes::nombre(montant), self.statut(statut))
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
pub(crate) struct Page {
    pub(crate) texte: String,
}

impl Page {
    pub(crate) fn ligne(&mut self, ligne: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.texte, "{}", ordinaire(ligne.trim_end()));
    }

    pub(crate) fn titre(&mut self, titre: &str, trait_: char) {
        if !self.texte.is_empty() {
            self.ligne("");
        }
        self.ligne(titre);
        self.ligne(&trait_.to_string().repeat(titre.chars().count()));
    }

    pub(crate) fn paragraphe(&mut self, texte: &str) {
        self.wrap(texte, "");
    }

    pub(crate) fn retrait(&mut self, texte: &str) {
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
    fn what_is_not_proved_decides_of_the_red_or_not_and_it_is_said() {
        let rouge = |premier, manque| {
            Some(cpts_core::Rouge { premier, manque, mois: 1, pire: premier, pire_manque: manque })
        };
        let dit = |bas, au_milieu, haut, borne| {
            let mois = cpts_core::MoisTresorerie { solde_entre: borne, ..Default::default() };
            let t = Tresorerie {
                mois: vec![mois],
                totaux: Default::default(),
                rouge: au_milieu,
                rouge_au_plus_bas: bas,
                rouge_au_plus_haut: haut,
                remedes: Default::default(),
                plafonds: Vec::new(),
                a_renseigner: Vec::new(),
            };
            premier_rouge(&t, |rang| format!("mois {rang}"), |euros| format!("{euros} €"))
        };
        let bornes = Some((-10, 10));
        assert_eq!(dit(None, None, None, bornes), "Aucun mois dans le rouge.");
        assert_eq!(
            dit(rouge(7, 50), None, None, bornes),
            "Aucun mois dans le rouge. Mais si les montants non établis sont au plus bas : mois 7, il manquerait 50 €."
        );
        let premier = "Premier mois dans le rouge : mois 8, il manque 20 €.";
        assert_eq!(dit(rouge(8, 20), rouge(8, 20), rouge(8, 20), None), premier);
        assert_eq!(
            dit(rouge(7, 50), rouge(8, 20), None, bornes),
            format!("{premier} Cela tient aux montants non établis : au plus haut, aucun mois n'y est.")
        );
        assert_eq!(
            dit(rouge(7, 50), rouge(8, 20), rouge(9, 5), bornes),
            format!("{premier} Selon les montants non établis, ce serait entre mois 7 et mois 9.")
        );
        assert_eq!(
            dit(rouge(8, 50), rouge(8, 20), rouge(8, 5), bornes),
            format!("{premier} Les montants non établis ne changent pas ce premier mois.")
        );
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
