//! From the files to the rules, checking each entry on the way.

use std::collections::{BTreeMap, BTreeSet};

use cpts_codes::{CodeDepartement, CodeRegion, Date};

use super::diagnostic::Journal;
use super::fichiers::{self, Fichiers};
use super::toutes::Toutes;
use super::typographie::typographie;
use crate::issues::{AJOUTES, ISSUES};
use crate::types::*;

/// The codes of the régions that the rules must describe, one file each.
const REGIONS: [&str; 18] = [
    "01", "02", "03", "04", "06", "11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93",
    "94",
];

/// The units, and the greatest number that makes sense in each.
const MESURES: [(&str, u32); 5] =
    [("%", 100), ("€", EUROS_MAX), ("mois", 240), ("jours", 31), ("habitants", 10_000_000)];

/// Signs of a statement that a room reads from afar, four or five to a screen.
const AFFIRMATION_MAX: usize = 150;

/// Far above any amount of a year: a slip of a digit or two.
const EUROS_MAX: u32 = 5_000_000;

/// The unit in which the computation reads a number.
fn unite_attendue(cle: &str) -> &'static str {
    match cle {
        "contrat" | "renouvellement" | "variable_delai" | "demarrage_libre" | "embauche" => "mois",
        "prorata_jours" => "jours",
        "petit_territoire" => "habitants",
        "brut" | "taux" => "€",
        _ => "%",
    }
}

/// Keeps a text for as long as the program lives.
fn keep(texte: &str) -> &'static str {
    Box::leak(texte.to_owned().into_boxed_str())
}

/// Keeps a list for as long as the program lives.
fn keep_all<T>(liste: Vec<T>) -> &'static [T] {
    Box::leak(liste.into_boxed_slice())
}

/// Keeps a sentence, with the typography of French.
fn sentence(texte: &str) -> &'static str {
    keep(&typographie(texte))
}

/// What is needed to check an entry: where it is, which sources there are.
struct Lecteur<'a> {
    journal: &'a mut Journal,
    /// Every source, and whether something cites it.
    sources: BTreeMap<&'a str, (bool, &'static str)>,
    fichier: String,
    /// Whether a figure that is not proved must have bounds and say what would prove it: a site
    /// may give rules that were written before that was asked.
    lacunes_exigees: bool,
}

/// The rules that the files tell; `None` where something needed cannot be made at all.
pub(super) fn convert(
    fichiers: &Fichiers,
    budget_par_defaut: Option<&'static ReglesBudget>,
    journal: &mut Journal,
) -> Option<Toutes> {
    let mut l = Lecteur {
        journal,
        sources: BTreeMap::new(),
        fichier: String::new(),
        lacunes_exigees: fichiers.aide.is_some(),
    };
    let sources = l.sources(&fichiers.sources);
    let textes = l.textes(&fichiers.textes);
    let tailles = l.tailles(&fichiers.tailles);
    let (postes, montants) = l.postes(fichiers).unzip();
    // Only a document may be older than a part of the rules.
    let ancien = budget_par_defaut.is_some();
    let (versements, demarrage_libre) = l.versements(&fichiers.versements, ancien).unzip();
    let coordination = l.coordination(&fichiers.coordination);
    let budget = match &fichiers.budget {
        Some(f) => l.budget(f),
        None => budget_par_defaut,
    };
    let lieux = l.lieux(&fichiers.eligibilite);
    let issues = l.issues(&fichiers.eligibilite, ancien);
    let lectures = l.lectures(&fichiers.lectures);
    let reunion = l.reunion(&fichiers.reunion);
    let (familles, recours, professions) = l.professions(&fichiers.professions);
    let procedure = l.procedure(&fichiers.procedure);
    let regions = l.regions(&fichiers.regions, procedure);
    let pass = l.pass(&fichiers.pass);
    let mots = &fichiers.mots;
    let (statuts, niveaux, annonce) = l.mots(mots);
    let sommes = l.controles(&fichiers.controles, montants.as_ref());
    let documents = l.documents(fichiers.documents.as_ref());
    let aide = l.aide(fichiers.aide.as_ref());
    // A document of a site cites what the files of the help cite no more.
    if fichiers.aide.is_some() {
        l.unused_sources();
    }
    let rules = Rules {
        formulaire: Box::leak(Box::new(Formulaire {
            verifie_le: mots.verifie_le.0,
            avertissement: sentence(&mots.avertissement),
            premier_bareme: textes.iter().find(|texte| texte.bareme).map(|texte| texte.depuis),
            postes: postes?,
            demarrage_libre: demarrage_libre?,
            familles,
            professions,
        })),
        annonce,
        textes,
        montants: montants?,
        sommes,
        tailles: tailles?,
        versements: versements?,
        coordination: coordination?,
        budget: budget?,
        lieux,
        issues: issues?,
        lectures,
        reunion,
        recours,
        procedure,
        regions,
        pass,
        sources,
        statuts,
        niveaux,
    };
    Some(Toutes { rules, documents, aide })
}

impl<'a> Lecteur<'a> {
    fn erreur(&mut self, cle: impl Into<String>, probleme: impl Into<String>, aide: impl Into<String>) {
        let fichier = self.fichier.clone();
        self.journal.erreur(&fichier, cle, probleme, aide);
    }

    // Small parts that every file has.

    fn statut(&mut self, cle: &str, texte: &str, sources: &[String]) -> Statut {
        let Some(statut) = Statut::from_id(texte) else {
            self.erreur(
                cle,
                format!("statut inconnu « {texte} »"),
                format!("écrivez l'un de : {}", ids(Statut::TOUS, Statut::id)),
            );
            return Statut::AConfirmer;
        };
        if sources.is_empty() && matches!(statut, Statut::Publie | Statut::Contrat | Statut::Calcule) {
            self.erreur(
                cle,
                format!("statut \"{texte}\" sans source"),
                "citez une source de sources.toml, ou mettez statut = \"a_confirmer\"",
            );
        }
        statut
    }

    fn cite(&mut self, cle: &str, noms: &[String]) -> &'static [IdSource] {
        let mut liste = Vec::with_capacity(noms.len());
        for nom in noms {
            if let Some((cited, id)) = self.sources.get_mut(nom.as_str()) {
                *cited = true;
                liste.push(IdSource(id));
            } else {
                self.erreur(
                    cle,
                    format!("source inconnue « {nom} »"),
                    "ajoutez-la à sources.toml, ou corrigez son nom",
                );
            }
        }
        keep_all(liste)
    }

    fn variante<T: Copy>(
        &mut self,
        cle: &str,
        texte: &str,
        tous: &[T],
        id: fn(T) -> &'static str,
    ) -> Option<T> {
        let trouve = tous.iter().copied().find(|v| id(*v) == texte);
        if trouve.is_none() {
            self.erreur(
                cle,
                format!("valeur inconnue « {texte} »"),
                format!("écrivez l'un de : {}", ids(tous, id)),
            );
        }
        trouve
    }

    /// Dated entries come in order, each day once: neither overlap nor gap.
    fn in_order(&mut self, cle: &str, dates: impl Iterator<Item = Date>) {
        let dates: Vec<Date> = dates.collect();
        if dates.is_empty() {
            self.erreur(cle, "aucune valeur datée", "écrivez au moins une entrée avec « depuis »");
        }
        for (i, paire) in dates.windows(2).enumerate() {
            if paire[0] == paire[1] {
                self.erreur(
                    format!("{cle}[{}]", i + 1),
                    format!("deux valeurs depuis le {}", paire[1]),
                    "gardez-en une seule, ou changez sa date",
                );
            } else if paire[0] > paire[1] {
                self.erreur(
                    format!("{cle}[{}]", i + 1),
                    format!("depuis {} vient après {}", paire[1], paire[0]),
                    "rangez les valeurs de la plus ancienne à la plus récente",
                );
            }
        }
    }

    fn unique<'b>(&mut self, cle: &str, noms: impl Iterator<Item = &'b str>) {
        let mut vus = BTreeSet::new();
        for nom in noms {
            if !vus.insert(nom) {
                self.erreur(
                    format!("{cle} \"{nom}\""),
                    "écrit deux fois",
                    "gardez une seule entrée, ou changez son nom",
                );
            }
        }
    }

    // One file after the other.

    fn sources(&mut self, f: &'a fichiers::Sources) -> &'static [Source] {
        self.fichier = "sources.toml".to_owned();
        self.unique("source", f.source.iter().map(|s| s.id.as_str()));
        let mut liste = Vec::new();
        for s in &f.source {
            let id = keep(&s.id);
            self.sources.insert(&s.id, (false, id));
            if s.url.as_ref().is_some_and(|url| !is_web(url)) {
                self.erreur(
                    format!("source \"{}\", url", s.id),
                    "adresse sans https://",
                    "écrivez l'adresse entière, ou retirez la clé",
                );
            }
            liste.push(Source {
                id: IdSource(id),
                titre: sentence(&s.titre),
                auteur: sentence(&s.auteur),
                url: s.url.as_deref().map(keep),
                vu_le: s.vu_le.0,
                note: sentence(&s.note),
            });
        }
        keep_all(liste)
    }

    fn unused_sources(&mut self) {
        let unused: Vec<&str> =
            self.sources.iter().filter(|(_, (cited, _))| !cited).map(|(id, _)| *id).collect();
        for id in unused {
            self.journal.avertissement(
                "sources.toml",
                id,
                "cette source n'est citée nulle part",
                "citez-la là où elle sert, ou retirez-la",
            );
        }
    }

    fn textes(&mut self, f: &fichiers::Textes) -> &'static [TexteLegal] {
        self.fichier = "textes.toml".to_owned();
        self.unique("texte", f.texte.iter().map(|t| t.id.as_str()));
        let mut liste = Vec::new();
        for t in &f.texte {
            let cle = format!("texte \"{}\"", t.id);
            let nature =
                self.variante(&format!("{cle}.nature"), &t.nature, NatureTexte::TOUS, NatureTexte::id);
            if t.signe_le.zip(t.publie_le).is_some_and(|(signe, publie)| signe > publie) {
                self.erreur(&cle, "publié avant d'être signé", "vérifiez signe_le et publie_le");
            }
            if t.bareme && t.preuve.is_empty() && self.lacunes_exigees {
                self.erreur(
                    &cle,
                    "texte à barème sans « preuve »",
                    "écrivez dans preuve où lire ses montants : quelle annexe, quel numéro du Journal officiel, quel contrat",
                );
            }
            liste.push(TexteLegal {
                id: keep(&t.id),
                titre: sentence(&t.titre),
                titre_court: sentence(&t.titre_court),
                nature: nature.unwrap_or(NatureTexte::Loi),
                bareme: t.bareme,
                signe_le: t.signe_le.map(|j| j.0),
                publie_le: t.publie_le.map(|j| j.0),
                depuis: t.depuis.0,
                statut: self.statut(&cle, &t.statut, &t.sources),
                resume: sentence(&t.resume),
                preuve: sentence(&t.preuve),
                verifie_le: t.verifie_le.0,
                sources: self.cite(&cle, &t.sources),
            });
        }
        self.in_order("texte", f.texte.iter().map(|t| t.depuis.0));
        if !f.texte.iter().any(|t| t.bareme) {
            self.erreur(
                "texte",
                "aucun texte ne fixe de montants",
                "mettez bareme = true à l'ACI et à ses avenants",
            );
        }
        keep_all(liste)
    }

    fn parametre(&mut self, cle: &'static str, p: &fichiers::Parametre) -> Option<Parametre> {
        self.in_order(&format!("{cle}.valeurs"), p.valeurs.iter().map(|v| v.depuis.0));
        let mut valeurs = Vec::new();
        for (i, v) in p.valeurs.iter().enumerate() {
            let ici = format!("{cle}.valeurs[{i}]");
            if p.unite == "%" && v.valeur > 100 {
                self.erreur(
                    &ici,
                    format!("{} % dépasse 100 %", v.valeur),
                    "écrivez un pourcentage entier de 0 à 100",
                );
            }
            let statut = self.statut(&ici, &v.statut, &v.sources);
            let entre = if p.unite == "€" {
                self.bornes(&ici, "entre", v.valeur, v.entre, statut, &v.note)
            } else {
                if v.entre.is_some() {
                    self.erreur(&ici, "bornes d'un nombre qui n'est pas en euros", "retirez « entre »");
                }
                None
            };
            valeurs.push(ValeurParametre {
                depuis: v.depuis.0,
                valeur: v.valeur,
                entre,
                statut,
                note: sentence(&v.note),
                verifie_le: v.verifie_le.0,
                sources: self.cite(&ici, &v.sources),
            });
        }
        if p.preuve.is_empty() && self.lacunes_exigees && valeurs.iter().any(|v| !v.statut.est_etabli()) {
            self.erreur(
                cle,
                "nombre sans preuve, ni rien qui dise ce qui le prouverait",
                "écrivez preuve = \"…\" : quel texte, quelles pièces ; ou qu'aucun texte ne le dira, et pourquoi",
            );
        }
        match MESURES.iter().find(|(unite, _)| *unite == p.unite) {
            None => self.erreur(
                format!("{cle}.unite"),
                format!("unité inconnue « {} »", p.unite),
                "écrivez %, €, mois, jours ou habitants",
            ),
            // The computation reads the number in that unit, whatever its label says.
            Some((unite, _)) if *unite != unite_attendue(cle) => self.erreur(
                format!("{cle}.unite"),
                format!("« {} » n'est pas l'unité de ce nombre", p.unite),
                format!("écrivez « {} »", unite_attendue(cle)),
            ),
            Some((unite, max)) => {
                for (i, v) in p.valeurs.iter().enumerate().filter(|(_, v)| v.valeur > *max && p.unite != "%")
                {
                    self.erreur(
                        format!("{cle}.valeurs[{i}]"),
                        format!("{} {unite} est hors de proportion", v.valeur),
                        format!("écrivez {max} {unite} au plus"),
                    );
                }
            }
        }
        let mut valeurs = valeurs.into_iter();
        Some(Parametre {
            cle: keep(&format!("{}#{cle}", self.fichier)),
            titre: sentence(&p.titre),
            unite: keep(&p.unite),
            preuve: sentence(&p.preuve),
            premiere: valeurs.next()?,
            suivantes: keep_all(valeurs.collect()),
        })
    }

    fn tailles(&mut self, f: &fichiers::Tailles) -> Option<ReglesTaille> {
        self.fichier = "tailles.toml".to_owned();
        self.in_order("paliers", f.paliers.iter().map(|p| p.depuis.0));
        let mut series = Vec::new();
        for (i, serie) in f.paliers.iter().enumerate() {
            let formes = serie.par_taille();
            let mut attendu = Some(0);
            for (forme, taille) in formes.iter().zip(Taille::TOUS) {
                let cle = format!("paliers[{i}].{}", taille.id());
                match attendu {
                    Some(min) if forme.min > min => self.erreur(
                        &cle,
                        format!("trou : personne n'est compté de {min} à {}", forme.min - 1),
                        format!("mettez min = {min}, ou relevez max du palier précédent"),
                    ),
                    Some(min) if forme.min < min => self.erreur(
                        &cle,
                        format!("chevauchement : {} est déjà dans le palier précédent", forme.min),
                        format!("mettez min = {min}, ou abaissez max du palier précédent"),
                    ),
                    None => self.erreur(&cle, "le palier précédent n'a pas de max", "seul T4 n'a pas de max"),
                    Some(_) => {}
                }
                if forme.max.is_some_and(|max| max < forme.min) {
                    self.erreur(&cle, "max est inférieur à min", "échangez les deux bornes");
                }
                attendu = forme.max.map(|max| max.saturating_add(1));
            }
            if formes[3].max.is_some() {
                self.erreur(format!("paliers[{i}].T4"), "le dernier palier a un max", "retirez max de T4");
            }
            let mut paliers = Vec::new();
            for (forme, taille) in formes.iter().zip(Taille::TOUS) {
                let cle = format!("paliers[{i}].{}", taille.id());
                paliers.push(Palier {
                    taille: *taille,
                    min: forme.min,
                    max: forme.max,
                    statut: self.statut(&cle, &forme.statut, &forme.sources),
                    note: sentence(&forme.note),
                    sources: self.cite(&cle, &forme.sources),
                });
            }
            if let Ok(paliers) = <[Palier; 4]>::try_from(paliers) {
                series.push(Paliers { depuis: serie.depuis.0, paliers, verifie_le: serie.verifie_le.0 });
            }
        }
        let mut series = series.into_iter();
        Some(ReglesTaille {
            base: keep(&f.base),
            base_explication: sentence(&f.base_explication),
            premiers: series.next()?,
            suivants: keep_all(series.collect()),
            proximite: self.parametre("proximite", &f.proximite)?,
            petit_territoire: self.parametre("petit_territoire", &f.petit_territoire)?,
            a_verifier_avant: f.a_verifier_avant.0,
        })
    }

    /// The lines and their amounts, both in the order of [`Poste`].
    fn postes(&mut self, fichiers: &Fichiers) -> Option<([PosteRegle; 7], [&'static [Valeur]; 7])> {
        let mut trouves: Vec<(PosteRegle, &'static [Valeur])> = Vec::new();
        let fonctionnement = ("fonctionnement.toml".to_owned(), &fichiers.fonctionnement);
        let tous =
            std::iter::once(fonctionnement).chain(fichiers.missions.iter().map(|(nom, f)| (nom.clone(), f)));
        for (nom, f) in tous {
            self.fichier = nom;
            let Some(poste) = self.variante("id", &f.id, Poste::TOUS, Poste::id) else { continue };
            if trouves.iter().any(|(p, _)| p.poste == poste) {
                self.erreur(
                    "id",
                    format!("« {} » est déjà décrit par un autre fichier", f.id),
                    "gardez un seul fichier",
                );
                continue;
            }
            let valeurs = self.valeurs(f);
            trouves.push((self.poste(poste, f), valeurs));
        }
        for poste in Poste::TOUS {
            if !trouves.iter().any(|(p, _)| p.poste == *poste) {
                let fichier = if poste.mission().is_some() { "missions" } else { "fonctionnement.toml" };
                self.journal.erreur(
                    fichier,
                    "",
                    format!("aucun fichier ne décrit « {} »", poste.id()),
                    format!("écrivez un fichier avec id = \"{}\"", poste.id()),
                );
            }
        }
        trouves.sort_by_key(|(p, _)| p.poste);
        let (postes, valeurs): (Vec<_>, Vec<_>) = trouves.into_iter().unzip();
        postes.try_into().ok().zip(valeurs.try_into().ok())
    }

    fn valeurs(&mut self, f: &fichiers::Poste) -> &'static [Valeur] {
        self.in_order("financement", f.financement.iter().map(|v| v.depuis.0));
        let mut valeurs = Vec::new();
        for (i, v) in f.financement.iter().enumerate() {
            let mut par_taille = [None; 4];
            for ((forme, taille), place) in v.par_taille().into_iter().zip(Taille::TOUS).zip(&mut par_taille)
            {
                if let Some(forme) = forme {
                    *place = Some(self.montant(&format!("financement[{i}].{}", taille.id()), forme));
                }
            }
            valeurs.push(Valeur { depuis: v.depuis.0, par_taille, verifie_le: v.verifie_le.0 });
        }
        keep_all(valeurs)
    }

    fn poste(&mut self, poste: Poste, f: &fichiers::Poste) -> PosteRegle {
        self.in_order("nature", f.nature.iter().map(|n| n.depuis.0));
        let mut natures = Vec::new();
        for (i, n) in f.nature.iter().enumerate() {
            let cle = format!("nature[{i}]");
            natures.push(NatureDatee {
                depuis: n.depuis.0,
                nature: self
                    .variante(&cle, &n.nature, NaturePoste::TOUS, NaturePoste::id)
                    .unwrap_or(NaturePoste::Option),
                statut: self.statut(&cle, &n.statut, &n.sources),
                verifie_le: n.verifie_le.0,
                sources: self.cite(&cle, &n.sources),
            });
        }
        if poste.mission().is_some() {
            self.in_order("delais", f.delais.iter().map(|d| d.depuis.0));
        }
        let mut delais = Vec::new();
        for (i, d) in f.delais.iter().enumerate() {
            let cle = format!("delais[{i}]");
            if d.demarrage_mois.zip(d.deploiement_mois).is_some_and(|(debut, fin)| debut > fin) {
                self.erreur(
                    &cle,
                    "le déploiement est attendu avant le démarrage",
                    "vérifiez demarrage_mois et deploiement_mois",
                );
            }
            delais.push(Delai {
                depuis: d.depuis.0,
                demarrage_mois: d.demarrage_mois,
                deploiement_mois: d.deploiement_mois,
                texte: sentence(&d.texte),
                statut: self.statut(&cle, &d.statut, &d.sources),
                verifie_le: d.verifie_le.0,
                sources: self.cite(&cle, &d.sources),
            });
        }
        let article = f.article.as_ref().map(|id| self.cite("article", std::slice::from_ref(id)));
        let est_socle = natures.iter().any(|n| n.nature == NaturePoste::Socle);
        if est_socle && f.obligation.is_none() {
            self.erreur(
                "obligation",
                "mission socle sans texte d'obligation",
                "écrivez une partie [obligation]",
            );
        }
        PosteRegle {
            poste,
            titre: sentence(&f.titre),
            titre_court: sentence(&f.titre_court),
            description: sentence(&f.description),
            parties: keep_all(f.parties.iter().map(|p| sentence(p)).collect()),
            article: article.and_then(|liste| liste.first().copied()),
            natures: keep_all(natures),
            delais: keep_all(delais),
            obligation: f.obligation.as_ref().map(|o| Obligation {
                constat: keep(&o.constat),
                titre: sentence(&o.titre),
                explication: sentence(&o.explication),
                action: sentence(&o.action),
                sources: self.cite("obligation", &o.sources),
            }),
            a_verifier_avant: f.a_verifier_avant.0,
        }
    }

    fn montant(&mut self, cle: &str, m: &fichiers::Montant) -> Montant {
        let statut = self.statut(cle, &m.statut, &m.sources);
        let statut_total = match &m.statut_total {
            Some(texte) => self.statut(cle, texte, &m.sources),
            None => statut,
        };
        if statut_total > statut {
            self.erreur(
                cle,
                "le total est moins sûr que ses parts",
                "retirez statut_total : il sert quand le total est mieux connu",
            );
        }
        let total = match (m.fixe, m.variable, m.total) {
            (Some(fixe), Some(variable), None) => fixe.saturating_add(variable),
            (None, None, Some(total)) => total,
            (Some(fixe), Some(variable), Some(total)) => {
                if fixe.saturating_add(variable) != total {
                    self.erreur(
                        cle,
                        format!("{fixe} + {variable} ne font pas {total}"),
                        "corrigez fixe, variable ou total",
                    );
                }
                total
            }
            _ => {
                self.erreur(
                    cle,
                    "montant incomplet",
                    "écrivez fixe et variable (0 s'il n'y en a pas), ou total seul quand le partage n'est pas établi",
                );
                0
            }
        };
        if total > EUROS_MAX {
            self.erreur(
                cle,
                format!("{total} € par an est hors de proportion"),
                "les montants sont en euros par an",
            );
        }
        let total_entre = self.bornes(cle, "entre", total, m.entre, statut_total, &m.note);
        let (fixe_entre, variable_entre) = match (m.fixe, m.variable) {
            (Some(fixe), Some(variable)) => {
                self.partage(cle, m, (fixe, variable, statut), total, total_entre)
            }
            _ => (None, None),
        };
        let conditionnel =
            m.conditionnel.as_ref().map(|a| self.montant_a_part(&format!("{cle}.conditionnel"), a));
        let premiere_annee =
            m.premiere_annee.as_ref().map(|a| self.montant_a_part(&format!("{cle}.premiere_annee"), a));
        if premiere_annee.is_some_and(|p| m.fixe.is_none_or(|fixe| p.montant < fixe)) {
            self.erreur(
                format!("{cle}.premiere_annee"),
                "la première année est payée moins que les suivantes",
                "écrivez le montant entier de la première année, et « fixe » pour les suivantes",
            );
        }
        Montant {
            fixe: m.fixe,
            variable: m.variable,
            total,
            fixe_entre,
            variable_entre,
            total_entre,
            statut,
            statut_total,
            note: sentence(&m.note),
            sources: self.cite(cle, &m.sources),
            conditionnel,
            premiere_annee,
        }
    }

    fn montant_a_part(&mut self, cle: &str, a: &fichiers::MontantAPart) -> MontantAPart {
        let statut = self.statut(cle, &a.statut, &a.sources);
        if a.montant > EUROS_MAX {
            self.erreur(
                cle,
                format!("{} € par an est hors de proportion", a.montant),
                "les montants sont en euros par an",
            );
        }
        MontantAPart {
            montant: a.montant,
            entre: self.bornes(cle, "entre", a.montant, a.entre, statut, &a.note),
            statut,
            note: sentence(&a.note),
            sources: self.cite(cle, &a.sources),
        }
    }

    /// The bounds of the fixed and of the variable part of an amount that is split.
    fn partage(
        &mut self,
        cle: &str,
        m: &fichiers::Montant,
        (fixe, variable, statut): (u32, u32, Statut),
        total: u32,
        total_entre: Option<Entre>,
    ) -> (Option<Entre>, Option<Entre>) {
        let tout = total_entre.unwrap_or(Entre { min: total, max: total });
        // Without a variable part, the fixed one is the total.
        if variable == 0 && m.variable_entre.is_none() && m.fixe_entre.is_none() {
            return (total_entre, None);
        }
        let variable_entre = self.bornes(cle, "variable_entre", variable, m.variable_entre, statut, &m.note);
        if m.fixe_entre.is_some() {
            return (self.bornes(cle, "fixe_entre", fixe, m.fixe_entre, statut, &m.note), variable_entre);
        }
        // What the total leaves to the fixed part.
        let fixe_entre = variable_entre
            .map(|v| Entre { min: tout.min.saturating_sub(v.max), max: tout.max.saturating_sub(v.min) });
        (fixe_entre, variable_entre)
    }

    /// The bounds of an amount: asked for where it is not proved, refused where it is.
    fn bornes(
        &mut self,
        cle: &str,
        champ: &str,
        valeur: u32,
        bornes: Option<[u32; 2]>,
        statut: Statut,
        note: &str,
    ) -> Option<Entre> {
        match (bornes, statut.est_etabli()) {
            (None, true) => None,
            (Some(_), true) => {
                self.erreur(
                    cle,
                    format!("« {champ} » sur un montant de statut \"{}\"", statut.id()),
                    "retirez ces bornes : un montant établi n'en a pas",
                );
                None
            }
            (None, false) => {
                let fichier = self.fichier.clone();
                let dire = if self.lacunes_exigees { Journal::erreur } else { Journal::avertissement };
                dire(
                    self.journal,
                    &fichier,
                    cle,
                    &format!("statut \"{}\" sans bornes", statut.id()),
                    &format!("écrivez {champ} = [minimum, maximum], et dans la note pourquoi ces bornes"),
                );
                None
            }
            (Some([min, max]), false) => {
                if min >= max {
                    self.erreur(
                        cle,
                        format!("« {champ} » va de {min} à {max} €"),
                        "écrivez le minimum, puis le maximum ; s'ils sont égaux, le montant est calculé",
                    );
                } else if !(min..=max).contains(&valeur) {
                    self.erreur(
                        cle,
                        format!("{valeur} € est hors de « {champ} », de {min} à {max} €"),
                        "corrigez le montant, ou ses bornes",
                    );
                }
                if note.is_empty() {
                    self.erreur(
                        cle,
                        format!("« {champ} » sans explication"),
                        "dites dans la note pourquoi ces bornes",
                    );
                }
                Some(Entre { min, max })
            }
        }
    }

    /// `ancien`: whether the file may have been written before parts of it existed.
    fn versements(&mut self, f: &fichiers::Versements, ancien: bool) -> Option<(ReglesVersement, Parametre)> {
        self.fichier = "versements.toml".to_owned();
        let (contrat, signature) = (
            self.parametre("contrat", &f.contrat),
            self.parametre("fonctionnement_signature", &f.fonctionnement_signature),
        );
        let (avance, fixe) = (
            self.parametre("fonctionnement_avance", &f.fonctionnement_avance),
            self.parametre("fixe_avance", &f.fixe_avance),
        );
        let (delai, atteinte) = (
            self.parametre("variable_delai", &f.variable_delai),
            self.parametre("atteinte_variable", &f.atteinte_variable),
        );
        let (libre, jours) = (
            self.parametre("demarrage_libre", &f.demarrage_libre),
            self.parametre("prorata_jours", &f.prorata_jours),
        );
        let plan = f.plan_avance.as_ref().and_then(|p| self.parametre("plan_avance", p));
        if jours.is_some_and(|p| p.valeurs().any(|v| v.valeur == 0)) {
            self.erreur("prorata_jours", "un mois de 0 jour", "écrivez 30");
        }
        // As long as the contract where nothing is said of it.
        let renouvellement = match &f.renouvellement {
            Some(p) => self.parametre("renouvellement", p),
            None => contrat,
        };
        for (cle, duree) in [("contrat", contrat), ("renouvellement", renouvellement)] {
            let entiere = |v: &ValeurParametre| (12..=240).contains(&v.valeur) && v.valeur.is_multiple_of(12);
            if duree.is_some_and(|p| !p.valeurs().all(entiere)) {
                self.erreur(
                    cle,
                    "durée qui n'est pas un nombre entier d'années, de 1 à 20",
                    "écrivez 60 mois pour cinq ans",
                );
            }
        }
        let avenant_en_cours = self.avenant_en_cours(f);
        for (cle, absent) in [
            ("renouvellement", f.renouvellement.is_none()),
            ("avenant_en_cours", f.avenant_en_cours.is_none()),
        ] {
            if absent && !ancien {
                self.erreur(cle, "partie manquante", format!("écrivez une partie [{cle}]"));
            }
        }
        let versements = ReglesVersement {
            contrat: contrat?,
            renouvellement: renouvellement?,
            avenant_en_cours,
            fonctionnement_signature: signature?,
            fonctionnement_avance: avance?,
            fixe_avance: fixe?,
            variable_delai: delai?,
            atteinte_variable: atteinte?,
            prorata_jours: jours?,
            plan_avance: plan,
            a_verifier_avant: f.a_verifier_avant.0,
        };
        Some((versements, libre?))
    }

    /// Whether an avenant holds for the contracts that run; where nothing is said, nobody knows.
    fn avenant_en_cours(&mut self, f: &fichiers::Versements) -> Hypothese {
        let cle = "avenant_en_cours";
        let Some(h) = &f.avenant_en_cours else {
            return Hypothese {
                titre: "",
                statut: Statut::AConfirmer,
                note: "",
                preuve: "",
                verifie_le: f.a_verifier_avant.0,
                sources: &[],
            };
        };
        if h.note.trim().is_empty() {
            self.erreur(cle, "hypothèse sans note", "dites sur quoi elle repose");
        }
        let statut = self.statut(cle, &h.statut, &h.sources);
        if h.preuve.is_empty() && self.lacunes_exigees && !statut.est_etabli() {
            self.erreur(
                cle,
                "hypothèse sans preuve, ni rien qui dise ce qui la prouverait",
                "écrivez preuve = \"…\" : quel texte, quelles pièces",
            );
        }
        Hypothese {
            titre: sentence(&h.titre),
            statut,
            note: sentence(&h.note),
            preuve: sentence(&h.preuve),
            verifie_le: h.verifie_le.0,
            sources: self.cite(cle, &h.sources),
        }
    }

    fn coordination(&mut self, f: &fichiers::Coordination) -> Option<ReglesCoordination> {
        self.fichier = "coordination.toml".to_owned();
        let (brut, charges) = (self.parametre("brut", &f.brut), self.parametre("charges", &f.charges));
        Some(ReglesCoordination {
            brut: brut?,
            charges: charges?,
            explication: sentence(&f.explication),
            a_verifier_avant: f.a_verifier_avant.0,
        })
    }

    fn budget(&mut self, f: &fichiers::Budget) -> Option<&'static ReglesBudget> {
        self.fichier = "budget.toml".to_owned();
        let (quotite, embauche) =
            (self.parametre("quotite", &f.quotite), self.parametre("embauche", &f.embauche));
        let taux = self.parametre("taux", &f.taux);
        let v = &f.variable;
        let variable = ChoixVariable {
            titre: sentence(&v.titre),
            compte: v.compte,
            statut: self.statut("variable", &v.statut, &v.sources),
            note: sentence(&v.note),
            verifie_le: v.verifie_le.0,
            sources: self.cite("variable", &v.sources),
        };
        self.unique("poste", f.poste.iter().map(|p| p.id.as_str()));
        let mut postes = Vec::new();
        for p in &f.poste {
            let cle = format!("poste \"{}\"", p.id);
            if p.montant.is_some_and(|montant| montant > EUROS_MAX) {
                self.erreur(&cle, "montant hors de proportion", "les montants sont en euros");
            }
            if p.montant.is_some() && p.sources.is_empty() {
                self.erreur(
                    &cle,
                    "montant sans source",
                    "citez une source de sources.toml, ou retirez le montant : la ligne sera « à renseigner »",
                );
            }
            postes.push(PosteBudget {
                id: keep(&p.id),
                titre: sentence(&p.titre),
                sens: self.variante(&cle, &p.sens, Sens::TOUS, Sens::id).unwrap_or(Sens::Depense),
                rythme: self.variante(&cle, &p.rythme, Rythme::TOUS, Rythme::id).unwrap_or(Rythme::Mois),
                montant: p.montant,
                libre: p.libre,
                aide: sentence(&p.aide),
                statut: self.statut(&cle, &p.statut, &p.sources),
                verifie_le: p.verifie_le.0,
                sources: self.cite(&cle, &p.sources),
            });
        }
        Some(Box::leak(Box::new(ReglesBudget {
            quotite: quotite?,
            embauche: embauche?,
            taux: taux?,
            variable,
            postes: keep_all(postes),
            a_verifier_avant: f.a_verifier_avant.0,
        })))
    }

    /// The help; nothing where its files are not given.
    fn aide(&mut self, f: Option<&(fichiers::Faq, fichiers::Glossaire)>) -> ReglesAide {
        let Some((faq, glossaire)) = f else {
            return ReglesAide { questions: &[], termes: &[], a_verifier_avant: TOUJOURS };
        };
        self.fichier = "faq.toml".to_owned();
        self.unique("question", faq.question.iter().map(|q| q.id.as_str()));
        let mut questions = Vec::new();
        for q in &faq.question {
            let cle = format!("question \"{}\"", q.id);
            for champ in placeholders(&q.reponse) {
                if !Question::CHAMPS.contains(&champ) {
                    self.erreur(
                        &cle,
                        format!("{{{champ}}} n'est pas un champ de ce texte"),
                        format!("champs possibles : {}", Question::CHAMPS.join(", ")),
                    );
                }
            }
            if q.sources.is_empty() {
                self.erreur(&cle, "réponse sans source", "citez au moins une source de sources.toml");
            }
            questions.push(Question {
                id: keep(&q.id),
                ou: self.variante(&cle, &q.ou, Ou::TOUS, Ou::id).unwrap_or(Ou::Etapes),
                question: sentence(&q.question),
                reponse: sentence(&q.reponse),
                statut: self.statut(&cle, &q.statut, &q.sources),
                verifie_le: q.verifie_le.0,
                sources: self.cite(&cle, &q.sources),
            });
        }
        self.fichier = "glossaire.toml".to_owned();
        self.unique("terme", glossaire.terme.iter().map(|t| t.sigle.as_str()));
        let mut termes = Vec::new();
        for t in &glossaire.terme {
            let cle = format!("terme \"{}\"", t.sigle);
            if t.sources.is_empty() {
                self.erreur(&cle, "définition sans source", "citez au moins une source de sources.toml");
            }
            if t.sigle.len() < 3 || !t.sigle.bytes().all(|o| o.is_ascii_uppercase()) {
                self.erreur(
                    &cle,
                    "sigle que la page ne saurait pas reconnaître",
                    "écrivez au moins trois majuscules, sans accent ni point",
                );
            }
            termes.push(Terme {
                sigle: keep(&t.sigle),
                nom: sentence(&t.nom),
                definition: sentence(&t.definition),
                verifie_le: t.verifie_le.0,
                sources: self.cite(&cle, &t.sources),
            });
        }
        ReglesAide {
            questions: keep_all(questions),
            termes: keep_all(termes),
            a_verifier_avant: faq.a_verifier_avant.0.min(glossaire.a_verifier_avant.0),
        }
    }

    fn lieux(&mut self, f: &fichiers::Eligibilite) -> ReglesLieux {
        self.fichier = "eligibilite.toml".to_owned();
        let mut droit_local = Vec::new();
        for (i, code) in f.droit_local.iter().enumerate() {
            match code.parse::<CodeDepartement>() {
                Ok(code) => droit_local.push(code),
                Err(erreur) => self.erreur(format!("droit_local[{i}]"), erreur.to_string(), "écrivez \"57\""),
            }
        }
        let mut hors_dispositif = Vec::new();
        for (i, lieu) in f.hors_dispositif.iter().enumerate() {
            match lieu.code.parse::<CodeDepartement>() {
                Ok(code) => hors_dispositif.push(HorsDispositif { code, nom: sentence(&lieu.nom) }),
                Err(erreur) => {
                    self.erreur(format!("hors_dispositif[{i}].code"), erreur.to_string(), "écrivez \"975\"")
                }
            }
        }
        ReglesLieux { droit_local: keep_all(droit_local), hors_dispositif: keep_all(hors_dispositif) }
    }

    /// `ancien`: whether the file may have been written before some criteria existed.
    fn issues(&mut self, f: &fichiers::Eligibilite, ancien: bool) -> Option<&'static [IssueRegle]> {
        self.fichier = "eligibilite.toml".to_owned();
        self.unique("constat", f.constat.iter().map(|c| c.id.as_str()));
        for c in &f.constat {
            self.unique(
                &format!("constat \"{}\", issue", c.id),
                c.issue.iter().map(|issue| issue.nom.as_str()),
            );
            for issue in &c.issue {
                if !ISSUES.iter().any(|a| a.regle == c.id && a.nom == issue.nom) {
                    self.erreur(
                        format!("constat \"{}\", issue \"{}\"", c.id, issue.nom),
                        format!("« {} » n'a pas d'issue « {} »", c.id, issue.nom),
                        format!("issues possibles : {}", expected(&c.id)),
                    );
                }
            }
        }
        let mut liste = Vec::new();
        for attendue in ISSUES {
            let trouvee = f
                .constat
                .iter()
                .find(|c| c.id == attendue.regle)
                .and_then(|c| Some((c, c.issue.iter().find(|issue| issue.nom == attendue.nom)?)));
            let absent = !f.constat.iter().any(|c| c.id == attendue.regle);
            if ancien && absent && AJOUTES.contains(&attendue.regle) {
                // Without words of its own: whoever tells it takes those of the program.
                liste.push(IssueRegle {
                    regle: attendue.regle,
                    niveau: Niveau::Inconnu,
                    titre: "",
                    explication: "",
                    action: "",
                    verifie_le: f.a_verifier_avant.0,
                    sources: &[],
                });
                continue;
            }
            let Some((constat, issue)) = trouvee else {
                self.erreur(
                    "constat",
                    format!("« {} » : issue « {} » manquante", attendue.regle, attendue.nom),
                    "écrivez son niveau, son titre, son explication et son action",
                );
                continue;
            };
            let cle = format!("constat \"{}\", issue \"{}\"", attendue.regle, attendue.nom);
            let niveau =
                self.variante(&cle, &issue.niveau, Niveau::TOUS, Niveau::id).unwrap_or(Niveau::Inconnu);
            if niveau != Niveau::Conforme && issue.action.is_empty() {
                self.erreur(
                    &cle,
                    "constat sans action",
                    "dites ce qui le changerait, ou la question à laquelle répondre",
                );
            }
            for texte in [&issue.titre, &issue.explication, &issue.action] {
                for champ in placeholders(texte) {
                    if !attendue.champs.contains(&champ) {
                        self.erreur(
                            &cle,
                            format!("{{{champ}}} n'est pas un champ de ce texte"),
                            format!("champs possibles : {}", attendue.champs.join(", ")),
                        );
                    }
                }
            }
            let sources = issue.sources.as_ref().unwrap_or(&constat.sources);
            liste.push(IssueRegle {
                regle: keep(&constat.id),
                niveau,
                titre: sentence(&issue.titre),
                explication: sentence(&issue.explication),
                action: sentence(&issue.action),
                verifie_le: constat.verifie_le.0,
                sources: self.cite(&cle, sources),
            });
        }
        (liste.len() == ISSUES.len()).then(|| keep_all(liste))
    }

    fn lectures(&mut self, f: &fichiers::Lectures) -> &'static [Lecture] {
        self.fichier = "lectures.toml".to_owned();
        self.unique("lecture", f.lecture.iter().map(|t| t.id.as_str()));
        let mut liste = Vec::new();
        for t in &f.lecture {
            let cle = format!("lecture \"{}\"", t.id);
            if t.sources.is_empty() {
                self.erreur(&cle, "réponse sans source", "citez au moins une source de sources.toml");
            }
            liste.push(Lecture {
                id: keep(&t.id),
                quand: self.variante(&cle, &t.quand, Quand::TOUS, Quand::id).unwrap_or(Quand::Liste),
                lu: sentence(&t.lu),
                reponse: sentence(&t.reponse),
                action: sentence(&t.action),
                verifie_le: t.verifie_le.0,
                sources: self.cite(&cle, &t.sources),
            });
        }
        keep_all(liste)
    }

    fn reunion(&mut self, f: &fichiers::Reunion) -> &'static [Affirmation] {
        self.fichier = "reunion.toml".to_owned();
        self.unique("affirmation", f.affirmation.iter().map(|a| a.id.as_str()));
        let mut liste = Vec::new();
        for a in &f.affirmation {
            let cle = format!("affirmation \"{}\"", a.id);
            for champ in placeholders(&a.texte) {
                if !Affirmation::CHAMPS.contains(&champ) {
                    self.erreur(
                        &cle,
                        format!("{{{champ}}} n'est pas un champ de ce texte"),
                        format!("champs possibles : {}", Affirmation::CHAMPS.join(", ")),
                    );
                }
            }
            let longueur = a.titre.chars().count() + a.texte.chars().count();
            if longueur > AFFIRMATION_MAX {
                self.erreur(
                    &cle,
                    format!("{longueur} signes : trop pour être lu de loin"),
                    format!("restez sous {AFFIRMATION_MAX} signes, titre compris"),
                );
            }
            liste.push(Affirmation {
                id: keep(&a.id),
                ecran: self
                    .variante(&cle, &a.ecran, EcranReunion::TOUS, EcranReunion::id)
                    .unwrap_or(EcranReunion::Definition),
                titre: sentence(&a.titre),
                texte: sentence(&a.texte),
                depuis: a.depuis.0,
                statut: self.statut(&cle, &a.statut, &a.sources),
                verifie_le: a.verifie_le.0,
                sources: self.cite(&cle, &a.sources),
            });
        }
        keep_all(liste)
    }

    fn professions(
        &mut self,
        f: &fichiers::Professions,
    ) -> (&'static [Famille], &'static [MotRecours], &'static [Profession]) {
        self.fichier = "professions.toml".to_owned();
        self.unique("famille", f.famille.iter().map(|p| p.id.as_str()));
        self.unique("profession", f.profession.iter().map(|p| p.id.as_str()));
        let familles = f
            .famille
            .iter()
            .map(|p| Famille { id: keep(&p.id), titre: sentence(&p.titre) })
            .collect::<Vec<_>>();
        let mut recours = Vec::new();
        for attendu in Recours::TOUS {
            match f.recours.iter().find(|r| r.id == attendu.id()) {
                Some(r) => recours.push(MotRecours { recours: *attendu, mot: sentence(&r.mot) }),
                None => self.erreur(
                    "recours",
                    format!("« {} » manque", attendu.id()),
                    "écrivez son id et son mot",
                ),
            }
        }
        if f.recours.len() != Recours::TOUS.len() {
            self.erreur(
                "recours",
                "une entrée de trop",
                format!("gardez : {}", ids(Recours::TOUS, Recours::id)),
            );
        }
        let mut liste = Vec::new();
        for p in &f.profession {
            let cle = format!("profession \"{}\"", p.id);
            if !familles.iter().any(|famille| famille.id == p.famille) {
                self.erreur(
                    &cle,
                    format!("famille inconnue « {} »", p.famille),
                    "ajoutez-la en tête du fichier, ou corrigez",
                );
            }
            liste.push(Profession {
                id: keep(&p.id),
                nom: sentence(&p.nom),
                pluriel: sentence(&p.pluriel),
                groupe: keep(p.groupe.as_ref().unwrap_or(&p.id)),
                famille: keep(&p.famille),
                articles: sentence(&p.articles),
                recours: self
                    .variante(&cle, &p.recours, Recours::TOUS, Recours::id)
                    .unwrap_or(Recours::Appui),
                sante: p.sante,
                generaliste: p.generaliste,
                courante: p.courante,
                statut: self.statut(&cle, &p.statut, &p.sources),
                verifie_le: p.verifie_le.0,
                sources: self.cite(&cle, &p.sources),
            });
        }
        for (manque, quoi) in [
            (!f.profession.iter().any(|p| p.generaliste), "generaliste = true"),
            (!f.profession.iter().any(|p| p.courante), "courante = true"),
        ] {
            if manque {
                self.erreur(
                    "profession",
                    format!("aucune profession avec {quoi}"),
                    "marquez-en au moins une",
                );
            }
        }
        (keep_all(familles), keep_all(recours), keep_all(liste))
    }

    fn procedure(&mut self, f: &fichiers::Procedure) -> &'static [EtapeRegle] {
        self.fichier = "procedure.toml".to_owned();
        self.unique("etape", f.etape.iter().map(|e| e.id.as_str()));
        let list = |noms: &[String]| keep_all(noms.iter().map(|nom| sentence(nom)).collect::<Vec<_>>());
        let mut liste = Vec::new();
        for e in &f.etape {
            let cle = format!("etape \"{}\"", e.id);
            if let Some(champ) = placeholders(&e.region_inconnue).find(|champ| *champ != "region") {
                self.erreur(
                    &cle,
                    format!("{{{champ}}} n'est pas un champ de ce texte"),
                    "champ possible : region",
                );
            }
            liste.push(EtapeRegle {
                id: keep(&e.id),
                titre: sentence(&e.titre),
                explication: sentence(&e.explication),
                acteurs: list(&e.acteurs),
                documents: list(&e.documents),
                delai: sentence(&e.delai),
                region_inconnue: sentence(&e.region_inconnue),
                si: e.si.as_ref().and_then(|si| self.si_constat(&cle, si)),
                pour: e
                    .pour
                    .as_ref()
                    .and_then(|pour| self.variante(&cle, pour, Situation::TOUS, Situation::id)),
                statut: self.statut(&cle, &e.statut, &e.sources),
                verifie_le: e.verifie_le.0,
                sources: self.cite(&cle, &e.sources),
            });
        }
        keep_all(liste)
    }

    /// The finding that a step waits for: one that exists.
    /// What the documents hold; nothing where the file is not given.
    fn documents(&mut self, f: Option<&fichiers::Documents>) -> ReglesDocuments {
        self.fichier = "documents.toml".to_owned();
        ReglesDocuments {
            explication: f.map_or("", |f| sentence(&f.explication)),
            lettre: f.map_or(&[], |f| self.rubriques("lettre", &f.lettre, Rubrique::LETTRE)),
            fiche: f.map_or(&[], |f| self.rubriques("fiche", &f.fiche, Rubrique::FICHE)),
            a_verifier_avant: f.map_or(TOUJOURS, |f| f.a_verifier_avant.0),
        }
    }

    fn rubriques(
        &mut self,
        document: &str,
        f: &[fichiers::Rubrique],
        attendues: &[Rubrique],
    ) -> &'static [RubriqueRegle] {
        self.unique(document, f.iter().map(|r| r.id.as_str()));
        let list = |textes: &[String]| keep_all(textes.iter().map(|t| sentence(t)).collect::<Vec<_>>());
        let mut liste = Vec::new();
        for r in f {
            let cle = format!("{document} \"{}\"", r.id);
            let Some(rubrique) = self.variante(&cle, &r.id, attendues, Rubrique::id) else { continue };
            for constat in &r.constats {
                if !ISSUES.iter().any(|issue| issue.regle == constat) {
                    self.erreur(
                        &cle,
                        format!("constat inconnu « {constat} »"),
                        "prenez un id de eligibilite.toml",
                    );
                }
            }
            liste.push(RubriqueRegle {
                rubrique,
                titre: sentence(&r.titre),
                texte: sentence(&r.texte),
                a_completer: list(&r.a_completer),
                cases: list(&r.cases),
                constats: keep_all(r.constats.iter().map(|c| keep(c)).collect::<Vec<_>>()),
                statut: self.statut(&cle, &r.statut, &r.sources),
                verifie_le: r.verifie_le.0,
                sources: self.cite(&cle, &r.sources),
            });
        }
        for rubrique in attendues {
            if !f.iter().any(|r| r.id == rubrique.id()) {
                self.erreur(
                    document,
                    format!("la rubrique « {} » manque", rubrique.id()),
                    format!("écrivez une partie [[{document}]] avec id = \"{}\"", rubrique.id()),
                );
            }
        }
        keep_all(liste)
    }

    fn si_constat(&mut self, cle: &str, si: &fichiers::SiConstat) -> Option<SiConstat> {
        let cle = format!("{cle}, si");
        if !ISSUES.iter().any(|issue| issue.regle == si.constat) {
            self.erreur(
                &cle,
                format!("constat inconnu « {} »", si.constat),
                "prenez un id de eligibilite.toml",
            );
            return None;
        }
        let niveau = self.variante(&cle, &si.niveau, Niveau::TOUS, Niveau::id)?;
        Some(SiConstat { constat: keep(&si.constat), niveau })
    }

    fn regions(
        &mut self,
        fichiers: &[(String, fichiers::Region)],
        etapes: &[EtapeRegle],
    ) -> &'static [Region] {
        let mut liste: Vec<Region> = Vec::new();
        for (nom, f) in fichiers {
            self.fichier.clone_from(nom);
            let Some(code) = CodeRegion::from_const(&f.code).filter(|_| REGIONS.contains(&f.code.as_str()))
            else {
                self.erreur(
                    "code",
                    format!("« {} » n'est pas le code d'une région", f.code),
                    format!("codes possibles : {}", REGIONS.join(", ")),
                );
                continue;
            };
            if liste.iter().any(|r| r.code == code) {
                self.erreur(
                    "code",
                    format!("la région {} est déjà décrite par un autre fichier", f.code),
                    "gardez un seul fichier",
                );
            }
            let mut siennes = Vec::new();
            for (i, e) in f.etape.iter().enumerate() {
                let cle = format!("etape[{i}]");
                if !etapes.iter().any(|etape| etape.id == e.etape) {
                    self.erreur(
                        &cle,
                        format!("étape inconnue « {} »", e.etape),
                        "prenez un id de procedure.toml",
                    );
                }
                siennes.push(EtapeDeRegion {
                    etape: keep(&e.etape),
                    texte: sentence(&e.texte),
                    annee: e.annee,
                    statut: self.statut(&cle, &e.statut, &e.sources),
                    sources: self.cite(&cle, &e.sources),
                });
            }
            for (i, c) in f.contact.iter().enumerate() {
                if c.url.as_ref().is_some_and(|url| !is_web(url)) {
                    self.erreur(
                        format!("contact[{i}].url"),
                        "adresse sans https://",
                        "écrivez l'adresse entière, ou retirez la clé",
                    );
                }
            }
            let mut meme_ars = Vec::new();
            for (i, autre) in f.meme_ars.iter().enumerate() {
                match CodeRegion::from_const(autre).filter(|_| !REGIONS.contains(&autre.as_str())) {
                    Some(code) => meme_ars.push(code),
                    None => self.erreur(
                        format!("meme_ars[{i}]"),
                        format!("« {autre} » n'est pas le code d'une collectivité sans région"),
                        "écrivez un code comme \"978\", ou retirez-le",
                    ),
                }
            }
            liste.push(Region {
                code,
                nom: sentence(&f.nom),
                de: sentence(&f.de),
                meme_ars: keep_all(meme_ars),
                contacts: keep_all(
                    f.contact
                        .iter()
                        .map(|c| Contact { nom: sentence(&c.nom), url: c.url.as_deref().map(keep) })
                        .collect(),
                ),
                etapes: keep_all(siennes),
                verifie_le: f.verifie_le.0,
                a_verifier_avant: f.a_verifier_avant.0,
            });
        }
        for code in REGIONS {
            if !fichiers.iter().any(|(_, f)| f.code == code) {
                self.journal.erreur(
                    "regions",
                    "",
                    format!("aucun fichier ne décrit la région {code}"),
                    format!("écrivez un fichier avec code = \"{code}\""),
                );
            }
        }
        liste.sort_by_key(|r| r.code);
        keep_all(liste)
    }

    fn pass(&mut self, f: &fichiers::PassParAnnee) -> &'static [Pass] {
        self.fichier = "pass.toml".to_owned();
        for (i, paire) in f.pass.windows(2).enumerate() {
            if paire[1].annee != paire[0].annee + 1 {
                self.erreur(
                    format!("pass[{}]", i + 1),
                    format!("{} ne suit pas {}", paire[1].annee, paire[0].annee),
                    "écrivez les années dans l'ordre, sans trou",
                );
            }
        }
        let mut liste = Vec::new();
        for (i, p) in f.pass.iter().enumerate() {
            let cle = format!("pass[{i}]");
            liste.push(Pass {
                annee: p.annee,
                montant: p.montant,
                statut: self.statut(&cle, &p.statut, &p.sources),
                verifie_le: p.verifie_le.0,
                sources: self.cite(&cle, &p.sources),
            });
        }
        keep_all(liste)
    }

    /// Checks the published totals, which are figures like the others (that lines make them is
    /// checked in `coherence`); gives those of yearly maxima on which lines close that are less well
    /// known, the smaller sets first.
    fn controles(
        &mut self,
        f: &fichiers::Controles,
        montants: Option<&[&'static [Valeur]; 7]>,
    ) -> &'static [Somme] {
        self.fichier = "controles.toml".to_owned();
        let mut sommes: Vec<Somme> = Vec::new();
        for c in &f.controle {
            let cle = format!("controle \"{}\"", c.titre);
            let statut = self.statut(&cle, &c.statut, &c.sources);
            let sources = self.cite(&cle, &c.sources);
            if c.sources.is_empty() {
                self.erreur(&cle, "contrôle sans source", "citez la source du total");
            }
            if c.verifie_le.0 < c.date.0 {
                self.erreur(&cle, "vérifié avant d'entrer en vigueur", "corrigez verifie_le ou date");
            }
            if c.somme != "maximum" {
                if c.entre.is_some() {
                    self.erreur(&cle, "bornes d'une somme qui n'est pas un maximum", "retirez « entre »");
                }
                continue;
            }
            let entre = self.bornes(&cle, "entre", c.montant, c.entre, statut, &c.titre);
            let Some(taille) = Taille::from_id(&c.taille) else { continue };
            let date = c.date.0;
            let valeur = |poste: Poste, date: Date| {
                let valeurs = montants.map_or(&[][..], |m| m[poste as usize]);
                valeurs.iter().rev().find(|v| v.depuis <= date)
            };
            let montant = |poste: Poste| valeur(poste, date)?.par_taille[taille as usize];
            let postes: Vec<Poste> = Poste::TOUS
                .iter()
                .copied()
                .filter(|p| c.postes.as_ref().is_none_or(|noms| noms.iter().any(|nom| nom == p.id())))
                .filter(|p| montant(*p).is_some())
                .collect();
            if postes.iter().all(|p| montant(*p).is_none_or(|m| m.statut_total.est_etabli())) {
                continue;
            }
            // Amounts of other days are other amounts: both totals are never true at once.
            let autre_jour = |s: &Somme, poste: Poste| {
                valeur(poste, date).map(|v| v.depuis) != valeur(poste, s.date).map(|v| v.depuis)
            };
            let emboites = |s: &Somme| {
                let communs: Vec<Poste> = s.postes.iter().copied().filter(|p| postes.contains(p)).collect();
                [0, s.postes.len(), postes.len()].contains(&communs.len())
                    || communs.iter().any(|p| autre_jour(s, *p))
            };
            if !sommes.iter().filter(|s| s.taille == taille).all(emboites) {
                self.erreur(
                    &cle,
                    "ses postes chevauchent ceux d'un autre contrôle sans les contenir",
                    "gardez deux ensembles séparés, ou l'un dans l'autre : le calcul des bornes en a besoin",
                );
            }
            sommes.push(Somme {
                titre: sentence(&c.titre),
                date,
                taille,
                postes: keep_all(postes),
                montant: c.montant,
                entre,
                statut,
                sources,
            });
        }
        sommes.sort_by_key(|s| s.postes.len());
        keep_all(sommes)
    }

    fn mots(&mut self, f: &fichiers::Mots) -> (&'static [MotStatut], &'static [MotNiveau], Option<Annonce>) {
        self.fichier = "mots.toml".to_owned();
        let mut statuts = Vec::new();
        for statut in Statut::TOUS {
            match f.statut.iter().find(|m| m.id == statut.id()) {
                Some(m) => {
                    statuts.push(MotStatut {
                        statut: *statut,
                        mot: sentence(&m.mot),
                        phrase: sentence(&m.phrase),
                    });
                }
                None => self.erreur(
                    "statut",
                    format!("« {} » manque", statut.id()),
                    "écrivez son id, son mot, sa phrase",
                ),
            }
        }
        let mut niveaux = Vec::new();
        for niveau in Niveau::TOUS {
            match f.niveau.iter().find(|m| m.id == niveau.id()) {
                Some(m) => niveaux.push(MotNiveau {
                    niveau: *niveau,
                    mot: sentence(&m.mot),
                    pluriel: sentence(&m.pluriel),
                    verdict: sentence(&m.verdict),
                    verdict_en_cours: sentence(m.verdict_en_cours.as_ref().unwrap_or(&m.verdict)),
                }),
                None => {
                    self.erreur("niveau", format!("« {} » manque", niveau.id()), "écrivez son id et ses mots")
                }
            }
        }
        if f.statut.len() != Statut::TOUS.len() || f.niveau.len() != Niveau::TOUS.len() {
            self.erreur(
                "statut, niveau",
                "une entrée manque ou est de trop",
                "gardez une entrée par statut et par niveau",
            );
        }
        let annonce = f.annonce.as_ref().map(|a| Annonce {
            constat: keep(&a.constat),
            niveau: self
                .variante("annonce.niveau", &a.niveau, Niveau::TOUS, Niveau::id)
                .unwrap_or(Niveau::Conseil),
            titre: sentence(&a.titre),
            texte: sentence(&a.texte),
            action: sentence(&a.action),
            verifie_le: a.verifie_le.0,
            sources: self.cite("annonce", &a.sources),
        });
        (keep_all(statuts), keep_all(niveaux), annonce)
    }
}

fn ids<T: Copy>(tous: &[T], id: fn(T) -> &'static str) -> String {
    tous.iter().map(|v| id(*v)).collect::<Vec<_>>().join(", ")
}

/// The outcomes that a criterion may have, in words.
fn expected(regle: &str) -> String {
    let noms: Vec<&str> = ISSUES.iter().filter(|a| a.regle == regle).map(|a| a.nom).collect();
    if noms.is_empty() {
        "aucune : ce constat n'existe pas dans le calcul".to_owned()
    } else {
        noms.join(", ")
    }
}

/// Whether a link may be made of it: never one that would run something.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The names between braces in a text.
fn placeholders(texte: &str) -> impl Iterator<Item = &str> {
    texte.split('{').skip(1).map(|suite| suite.split('}').next().unwrap_or(suite))
}
