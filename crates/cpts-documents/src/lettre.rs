//! The lettre d'intention: the first formal step of a project.
//!
//! The parts and what a person has to write in each come from `rules/documents.toml`; what the
//! simulator knows stands before them. The letter goes to the ARS: it tells the project, not what
//! the simulator thinks of it, but for the findings that the rules name.

use cpts_core::texte::{date, enumerer, habitants, nombre};
use cpts_core::{Initiateur, Situation, communes_comptees, demarrage_limite, demarrage_par_defaut};
use cpts_rules::{Mission, Niveau, Rubrique, RubriqueRegle};

use crate::document::{Allure, Bloc, Colonne, Document, Ligne, Phrase, Rang, Tableau};
use crate::dossier::{Dossier, arrondissements, compte, euros};

/// Rows left for those who sign.
const SIGNATAIRES: usize = 4;

/// The letter.
pub fn lettre(dossier: &Dossier<'_>) -> Document {
    let mut d = corps(dossier);
    // The head has blanks too, and tells how many there are.
    let blancs = d.blancs() + entete(dossier, 0).blancs();
    d.blocs.splice(0..0, entete(dossier, blancs).blocs);
    annexe(dossier, &mut d);
    d.titre(Rang::SousPartie, "Sources et réserves");
    d.ligne(Allure::Petit, Phrase::de(dossier.documents.explication));
    dossier.reserves(&mut d);
    d
}

/// How many passages of the letter are left to write. The communes, which may be thousands, are
/// not looked at one by one.
pub fn blancs(dossier: &Dossier<'_>) -> usize {
    corps(dossier).blancs() + entete(dossier, 0).blancs()
}

/// The parts of the letter.
fn corps(dossier: &Dossier<'_>) -> Document {
    let nom = dossier.nom();
    let mut d = Document {
        titre: match nom {
            "" => "Lettre d’intention".to_owned(),
            nom => ["Lettre d’intention\u{a0}: ", nom].concat(),
        },
        rappel: match nom {
            "" => "Lettre d’intention, projet de CPTS".to_owned(),
            nom => ["Lettre d’intention, ", nom].concat(),
        },
        ..Document::default()
    };
    for regle in dossier.documents.lettre {
        d.titre(Rang::Partie, regle.titre);
        let mut e = Ecriture { dossier, d: &mut d, regle };
        match regle.rubrique {
            Rubrique::Identite => e.identite(),
            Rubrique::Territoire => e.territoire(),
            Rubrique::Acteurs => e.acteurs(),
            Rubrique::Missions => e.missions(),
            Rubrique::Calendrier => e.calendrier(),
            Rubrique::Appui => e.appui(),
            Rubrique::Engagements => e.engagements(),
            _ => e.suite(),
        }
    }
    d
}

/// The communes, one by one.
fn annexe(dossier: &Dossier<'_>, d: &mut Document) {
    d.blocs.push(Bloc::Page);
    d.titre(Rang::Annexe, "Annexe\u{a0}: les communes du territoire");
    let mut tableau = Tableau {
        legende: "Communes du territoire, avec leur code INSEE et leur population".to_owned(),
        colonnes: vec![
            Colonne { titre: "Commune", largeur: 33, nombres: false },
            Colonne { titre: "Code INSEE", largeur: 14, nombres: false },
            Colonne { titre: "Intercommunalité", largeur: 39, nombres: false },
            Colonne { titre: "Habitants", largeur: 14, nombres: true },
        ],
        lignes: Vec::new(),
    };
    // One EPCI for all was told already.
    let plusieurs = dossier.lieux.epci.len() > 1;
    if !plusieurs {
        tableau.colonnes.remove(2);
        for (colonne, largeur) in tableau.colonnes.iter_mut().zip([56, 22, 22]) {
            colonne.largeur = largeur;
        }
    }
    for (commune, population) in communes_comptees(dossier.perimetre, dossier.rules) {
        let mut nom = Phrase::de(&commune.nom);
        if let Some(part) = &commune.part {
            nom = nom.texte(&[", en partie\u{a0}: ", &part.motif].concat());
        }
        let mut habitants = Phrase::de(&population.map_or("inconnu".to_owned(), nombre));
        if let Some(annee) = commune.millesime {
            let annee = annee.to_string();
            let dit = ["Population de ", &annee, "\u{a0}: la plus récente pour cette commune."].concat();
            habitants = habitants.note(dossier.note(d, &dit, None, &[]));
        }
        let mut rangee = vec![cellule(nom), cellule(Phrase::de(commune.code.as_str()))];
        if plusieurs {
            let epci = dossier.lieux.epci_of(commune.code).map_or("aucune", |epci| epci.nom.as_str());
            rangee.push(cellule(Phrase::de(epci)));
        }
        rangee.push(cellule(habitants));
        tableau.lignes.push(rangee);
    }
    let mut ensemble = vec![cellule(Phrase::de("Ensemble"))];
    ensemble.resize(tableau.colonnes.len() - 1, Vec::new());
    ensemble.push(cellule(Phrase::new().gras(&nombre(dossier.bilan.territoire.population))));
    tableau.lignes.push(ensemble);
    d.blocs.push(Bloc::Tableau(tableau));
}

/// The title, whom the letter is for, and how much is left to write.
fn entete(dossier: &Dossier<'_>, blancs: usize) -> Document {
    let mut d = Document::default();
    d.titre(Rang::Document, "Lettre d’intention");
    let sous_titre = "Projet de communauté professionnelle territoriale de santé (CPTS)";
    d.ligne(Allure::SousTitre, Phrase::de(sous_titre));
    if !dossier.nom().is_empty() {
        d.ligne(Allure::SousTitre, Phrase::new().gras(dossier.nom()));
    }
    let passages = compte(blancs as u32, "passage reste à compléter", "passages restent à compléter");
    d.ligne(
        Allure::Encadre,
        Phrase::new()
            .gras(&["Brouillon\u{a0}: ", &passages, "."].concat())
            .texte(" Ils sont surlignés en jaune, entre crochets. Retirez cet encadré avant l’envoi."),
    );
    let mut destinataires = Phrase::new().gras("À l’attention de\u{a0}: ");
    if !dossier.bilan.territoire.regions.iter().any(|code| dossier.rules.region(*code).is_some()) {
        destinataires = destinataires.a_completer("agence régionale de santé (ARS)");
    }
    for (rang, code) in dossier.bilan.territoire.regions.iter().enumerate() {
        if let Some(region) = dossier.rules.region(*code) {
            let debut = if rang == 0 { "Agence régionale de santé (ARS) " } else { "\u{a0}; ARS " };
            destinataires = destinataires.texte(debut).texte(region.de);
        }
    }
    d.ligne(Allure::Corps, destinataires);
    // The step says who receives the letter; those who write it and the ARS are named already.
    let etape = dossier.rules.procedure.iter().find(|e| e.id == "lettre_intention");
    let mut copies: Vec<&str> = Vec::new();
    for acteur in etape.map_or(&[][..], |e| e.acteurs).iter().skip(1) {
        if *acteur != "ARS" {
            copies.push(acteur);
        }
    }
    if !copies.is_empty() {
        d.ligne(Allure::Corps, Phrase::new().gras("Copie\u{a0}: ").texte(&enumerer(&copies)));
    }
    d
}

/// A part being written.
struct Ecriture<'e, 'a> {
    dossier: &'e Dossier<'a>,
    d: &'e mut Document,
    regle: &'static RubriqueRegle,
}

impl Ecriture<'_, '_> {
    /// The end of a part: its findings, its text, and what the person has to write.
    fn suite(&mut self) {
        self.constats();
        if !self.regle.texte.is_empty() {
            self.d.ligne(Allure::Corps, Phrase::de(self.regle.texte));
        }
        self.blancs(0);
    }

    fn blancs(&mut self, debut: usize) {
        for quoi in self.regle.a_completer.iter().skip(debut) {
            self.d.ligne(Allure::Corps, Phrase::blanc(quoi));
        }
    }

    /// What the rules want told: an answer that is missing is a blank.
    fn constats(&mut self) {
        let dossier = self.dossier;
        for constat in &dossier.bilan.constats {
            if !self.regle.constats.contains(&constat.regle) {
                continue;
            }
            if constat.niveau != Niveau::Inconnu {
                let mut phrase = Phrase::new().texte(&constat.titre).texte(".");
                // From one commune there is no other to go to.
                let seule = constat.niveau == Niveau::Conforme
                    && constat.regle == "contiguite"
                    && dossier.bilan.territoire.communes == 1;
                if !seule {
                    phrase = phrase.texte(" ").texte(&constat.explication);
                }
                if !constat.sources.is_empty() {
                    phrase = phrase.note(dossier.note(self.d, "", None, constat.sources));
                }
                self.d.ligne(Allure::Corps, phrase);
            }
            if !constat.action.is_empty() {
                self.d.ligne(Allure::Corps, Phrase::blanc(constat.action.trim_end_matches('.')));
            }
        }
    }

    fn champ(&mut self, nom: &str, valeur: &str, sinon: &str) {
        let phrase = Phrase::new().gras(nom).gras("\u{a0}: ");
        let valeur = valeur.trim();
        let phrase = if valeur.is_empty() { phrase.a_completer(sinon) } else { phrase.texte(valeur) };
        self.d.ligne(Allure::Corps, phrase);
    }

    fn identite(&mut self) {
        let dossier = self.dossier;
        self.champ("Nom du projet", dossier.nom(), "nom du projet");
        let mut demandes = self.regle.a_completer.iter().copied();
        self.champ("Porteurs", dossier.porteurs, demandes.next().unwrap_or("porteurs du projet"));
        self.champ("Interlocuteur", dossier.contact, demandes.next().unwrap_or("personne à contacter"));
        let initiative = match dossier.projet.initiateur {
            None => "",
            Some(Initiateur::ProfessionnelsDeSante) => "des professionnels de santé",
            Some(Initiateur::Etablissement) => "un établissement de santé",
            Some(Initiateur::Elus) => "des élus",
            Some(Initiateur::Usagers) => "des usagers",
            Some(Initiateur::Autre) => "une autre situation",
        };
        let demande = "qui prend l’initiative\u{a0}: professionnels de santé, ou autres";
        match dossier.projet.initiateur {
            Some(Initiateur::Autre) => self.champ("Initiative", "", demande),
            _ => self.champ("Initiative", initiative, demande),
        }
        self.blancs(2);
    }

    fn territoire(&mut self) {
        let dossier = self.dossier;
        let territoire = &dossier.bilan.territoire;
        let millesime = territoire.millesime.to_string();
        let base = ["INSEE, population ", territoire.base, " ", &millesime, "."].concat();
        let note = dossier.note(self.d, &base, None, &[]);
        let combien = Phrase::new()
            .texte("Le territoire envisagé réunit ")
            .gras(&dossier.communes())
            .texte(" et ")
            .gras(&habitants(territoire.population))
            .texte(&[" (population ", territoire.base, " ", &millesime, ")"].concat())
            .note(note)
            .texte(if dossier.lieux.departements.len() == 1 { ". Département" } else { ". Départements" })
            .texte(&["\u{a0}: ", &dossier.departements(), "."].concat());
        self.d.ligne(Allure::Corps, combien);
        self.taille();

        let mut tableau = Tableau {
            legende: "Intercommunalités du territoire, communes retenues et habitants".to_owned(),
            colonnes: vec![
                Colonne { titre: "Intercommunalité", largeur: 52, nombres: false },
                Colonne { titre: "Communes retenues", largeur: 28, nombres: false },
                Colonne { titre: "Habitants", largeur: 20, nombres: true },
            ],
            lignes: Vec::new(),
        };
        // Communes that count, a city once, with its arrondissements, and the inhabitants, by EPCI.
        let mut comptes = vec![(0_u32, 0_u32, 0_u32); dossier.lieux.epci.len()];
        // In the order of codes the arrondissements of a city follow each other.
        let mut ville = None;
        for (commune, habitants) in communes_comptees(dossier.perimetre, dossier.rules) {
            let compte = dossier.lieux.place_of(commune.code).and_then(|place| comptes.get_mut(place));
            if let Some((retenues, arrondissements, population)) = compte {
                *retenues += u32::from(commune.ville.is_none() || commune.ville != ville);
                *arrondissements += u32::from(commune.ville.is_some());
                ville = commune.ville;
                *population = population.saturating_add(habitants.unwrap_or(0));
            }
        }
        for (epci, (retenues, par, population)) in dossier.lieux.epci.iter().zip(comptes) {
            let mut combien = if epci.toutes {
                ["toutes les communes (", &nombre(epci.communes), ")"].concat()
            } else {
                [&compte(retenues, "commune", "communes"), " sur ", &nombre(epci.communes)].concat()
            };
            if par > 0 && !epci.toutes {
                combien.push_str(&[" (", &arrondissements(par), ")"].concat());
            }
            tableau.lignes.push(vec![
                cellule(Phrase::de(&epci.nom)),
                cellule(Phrase::de(&combien)),
                cellule(Phrase::de(&nombre(population))),
            ]);
        }
        if !tableau.lignes.is_empty() {
            self.d.blocs.push(Bloc::Tableau(tableau));
        }
        self.d.ligne(Allure::Corps, Phrase::de("La liste des communes est en annexe."));
        self.suite();
    }

    /// The taille, and how firmly the territory stands in it.
    fn taille(&mut self) {
        let dossier = self.dossier;
        let Some(taille) = &dossier.bilan.taille else { return };
        let numero = taille.taille.numero().to_string();
        let paliers = &dossier.rules.tailles.at(dossier.date_des_regles()).paliers;
        let Some(palier) = paliers.iter().find(|p| p.taille == taille.taille) else { return };
        let bornes = match taille.max {
            Some(max) if taille.min > 0 => ["de ", &nombre(taille.min), " à ", &habitants(max)].concat(),
            Some(max) => ["jusqu’à ", &habitants(max)].concat(),
            None => ["à partir de ", &habitants(taille.min)].concat(),
        };
        let note = dossier.note(self.d, palier.note, Some(palier.statut), palier.sources);
        let mut phrase = Phrase::new()
            .texte("La CPTS serait de ")
            .gras(&["Taille\u{a0}", &numero].concat())
            .texte(&[" (", &bornes, ")"].concat())
            .note(note)
            .texte(".");
        let marges = match (taille.marge_basse, taille.marge_haute) {
            (Some(perdre), Some(gagner)) => {
                // "en" stands for the inhabitants.
                ["perdre ", &habitants(perdre), " ou en gagner ", &nombre(gagner)].concat()
            }
            (Some(perdre), None) => ["perdre ", &habitants(perdre)].concat(),
            (None, Some(gagner)) => ["gagner ", &habitants(gagner)].concat(),
            (None, None) => String::new(),
        };
        if !marges.is_empty() {
            phrase = phrase.texte(&[" Le territoire peut ", &marges, " sans changer de taille."].concat());
        }
        if taille.fragile {
            phrase = phrase.texte(" Un seuil est proche\u{a0}: la taille est à vérifier à chaque nouvelle population de l’INSEE.");
        }
        self.d.ligne(Allure::Corps, phrase);
    }

    fn acteurs(&mut self) {
        let dossier = self.dossier;
        let presentes = dossier.professions();
        if !presentes.is_empty() {
            let mut tableau = Tableau {
                legende: "Professionnels et partenaires déjà associés".to_owned(),
                colonnes: vec![
                    Colonne { titre: "Déjà associés", largeur: 60, nombres: false },
                    Colonne { titre: "Place dans les soins", largeur: 25, nombres: false },
                    Colonne { titre: "Personnes", largeur: 15, nombres: true },
                ],
                lignes: Vec::new(),
            };
            for (profession, combien) in &presentes {
                let recours = dossier.rules.recours(profession.recours).map_or("", |mot| mot.mot);
                tableau.lignes.push(vec![
                    cellule(Phrase::de(profession.pluriel)),
                    cellule(Phrase::de(recours)),
                    cellule(Phrase::de(&nombre((*combien).into()))),
                ]);
            }
            self.d.blocs.push(Bloc::Tableau(tableau));
        }
        let mut absentes: Vec<String> = Vec::new();
        for profession in dossier.rules.formulaire.professions {
            if profession.courante && !presentes.iter().any(|(presente, _)| presente.id == profession.id) {
                absentes.push(cpts_core::texte::minuscules(profession.pluriel));
            }
        }
        if !absentes.is_empty() && !presentes.is_empty() {
            let dit = ["Pas encore représentés\u{a0}: ", &absentes.join(", "), "."].concat();
            self.d.ligne(Allure::Corps, Phrase::de(&dit));
        }
        self.suite();
    }

    fn missions(&mut self) {
        let dossier = self.dossier;
        self.blancs(0);
        let missions = dossier.missions();
        for (titre, socles) in [("Missions socles de l’ACI", true), ("Missions optionnelles", false)] {
            // Before the ACI there is none.
            if !missions.iter().any(|(_, _, socle)| *socle == socles) {
                continue;
            }
            self.d.titre(Rang::SousPartie, titre);
            for (mission, prise, socle) in missions.iter().copied() {
                if socle != socles {
                    continue;
                }
                let regle = dossier.rules.poste(mission.poste());
                let phrase = Phrase::new().case(prise).gras(regle.titre).texte(". ").texte(regle.description);
                self.d.ligne(Allure::Case, phrase);
                if prise {
                    self.d.ligne(Allure::SousCase, Phrase::blanc("première orientation pour cette mission"));
                }
            }
        }
    }

    fn calendrier(&mut self) {
        let dossier = self.dossier;
        let mut tableau = Tableau {
            legende: "Étapes du projet, délai connu et date prévue".to_owned(),
            colonnes: vec![
                Colonne { titre: "Étape", largeur: 42, nombres: false },
                Colonne { titre: "Délai connu", largeur: 33, nombres: false },
                Colonne { titre: "Date prévue", largeur: 25, nombres: false },
            ],
            lignes: Vec::new(),
        };
        // What comes before the letter is done when it is sent.
        let rang = dossier.bilan.etapes.iter().position(|etape| etape.id == "lettre_intention");
        let missions = dossier.missions();
        for etape in dossier.bilan.etapes.iter().skip(rang.map_or(0, |rang| rang + 1)) {
            // Nothing starts where no mission exists.
            if etape.id == "missions" && missions.is_empty() {
                continue;
            }
            let prevue = match (etape.id, dossier.projet.signature) {
                ("contrat", Some(signature)) => Phrase::de(&date(signature)),
                // The missions have their rows, and the yearly review has no day.
                ("missions" | "suivi", _) => Phrase::new(),
                _ => Phrase::blanc("date"),
            };
            let mut delai = Phrase::de(etape.delai);
            if !etape.delai.is_empty() {
                delai = delai.note(dossier.note(self.d, "", None, etape.sources));
            }
            tableau.lignes.push(vec![cellule(Phrase::de(etape.titre)), cellule(delai), cellule(prevue)]);
            if etape.id == "missions" {
                for (mission, prise, _) in &missions {
                    if *prise {
                        tableau.lignes.push(self.depart(*mission));
                    }
                }
            }
        }
        self.d.blocs.push(Bloc::Tableau(tableau));
        if dossier.projet.signature.is_some() {
            let mut dit = Phrase::de("La date de signature est une hypothèse.");
            if missions.iter().any(|(_, prise, _)| *prise) {
                dit = dit.texte(" Celles des missions en découlent.");
            }
            self.d.ligne(Allure::Petit, dit);
        }
        self.suite();
    }

    /// The row of a mission in the calendar.
    fn depart(&mut self, mission: Mission) -> Vec<Vec<Ligne>> {
        let dossier = self.dossier;
        let regle = dossier.rules.poste(mission.poste());
        let mut delai = Phrase::new();
        if let Some(connu) = regle.delai_at(dossier.date_des_regles()) {
            let note = dossier.note(self.d, "", Some(connu.statut), connu.sources);
            delai = delai.texte(connu.texte).note(note);
        }
        let prevue = match dossier.projet.signature {
            Some(_) => Phrase::de(&demarrage(dossier, mission).unwrap_or_default()),
            None => Phrase::blanc("date"),
        };
        vec![cellule(Phrase::de(regle.titre_court)), cellule(delai), cellule(prevue)]
    }

    fn appui(&mut self) {
        let dossier = self.dossier;
        for region in dossier.regions_of("amorcage") {
            if !dossier.montants && region.texte.contains('€') {
                continue;
            }
            let note = dossier.note(self.d, "", Some(region.statut), region.sources);
            let phrase = Phrase::new()
                .gras(&["Crédits d’amorçage, ", region.nom].concat())
                .texte("\u{a0}: ")
                .texte(&region.texte)
                .note(note);
            self.d.ligne(Allure::Corps, phrase);
        }
        for aide in dossier.aides {
            let dit = ["Indiqué par le site le ", &date(aide.date), "\u{a0}: ", &aide.source.0, "."].concat();
            let note = dossier.note(self.d, &dit, None, &[]);
            let montant = match aide.montant {
                Some(montant) if dossier.montants => euros(montant),
                _ => "montant à confirmer".to_owned(),
            };
            let mut phrase = Phrase::new().gras(&aide.libelle).texte("\u{a0}: ").texte(&montant).note(note);
            if !aide.conditions.is_empty() && (dossier.montants || !aide.conditions.contains('€')) {
                phrase = phrase.texte(". ").texte(&aide.conditions);
            }
            self.d.ligne(Allure::Corps, phrase);
        }
        if !self.regle.cases.is_empty() {
            self.d.ligne(Allure::Corps, Phrase::de("Appuis souhaités, à cocher\u{a0}:"));
        }
        for choix in self.regle.cases {
            self.d.ligne(Allure::Case, Phrase::new().case(false).texte(choix));
        }
        self.suite();
    }

    fn engagements(&mut self) {
        self.suite();
        let fait = Phrase::de("Fait à ").a_completer("lieu").texte(", le ").a_completer("date");
        self.d.ligne(Allure::Corps, fait);
        let colonne = |titre, largeur| Colonne { titre, largeur, nombres: false };
        self.d.blocs.push(Bloc::Tableau(Tableau {
            legende: "Signatures".to_owned(),
            colonnes: vec![
                colonne("Nom et prénom", 30),
                colonne("Profession ou structure", 30),
                colonne("Date", 15),
                colonne("Signature", 25),
            ],
            lignes: vec![vec![cellule(Phrase::new()); 4]; SIGNATAIRES],
        }));
    }
}

/// When a mission starts: the day that was given, else the one that its delay allows.
pub(crate) fn demarrage(dossier: &Dossier<'_>, mission: Mission) -> Option<String> {
    let signature = dossier.projet.signature?;
    let formulaire = dossier.rules.formulaire;
    let dit = dossier.projet.hypotheses.demarrages.get(&mission).copied();
    let prevu = dit.unwrap_or_else(|| demarrage_par_defaut(mission, signature, formulaire));
    let limite = demarrage_limite(mission, signature, formulaire);
    if limite == Some(prevu) {
        return Some(["Démarrage au plus tard le ", &date(prevu)].concat());
    }
    // What is past and was not told is no more than a supposition.
    let suppose = dit.is_none() && dossier.projet.situation == Situation::Existante;
    let debut = if suppose { "Démarrage supposé le " } else { "Démarrage le " };
    let mut dit = [debut, &date(prevu)].concat();
    if let Some(limite) = limite {
        dit.push_str(&[" (au plus tard le ", &date(limite), ")"].concat());
    }
    Some(dit)
}

/// A cell of one paragraph.
pub(crate) fn cellule(phrase: Phrase) -> Vec<Ligne> {
    vec![Ligne::corps(phrase)]
}
