//! A document as Word reads it (.docx): a ZIP of XML files.
//!
//! The files that never change are beside this one. Headings, lists, footnotes and the
//! heading row of tables are those of Word, not their look, so that a reader of
//! screen, a table of contents and another program find them.

use cpts_codes::Date;

use crate::document::{Allure, Bloc, Document, Ligne, Morceau, Phrase, Rang, Tableau};
use crate::zip::Archive;

/// Twentieths of a point between the margins.
const LARGEUR: u32 = 9412;

const ENTETE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The names of what is written, and of boxes to tick, which older readers may pass over.
const NOMS: &str = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" mc:Ignorable=\"w14\"";
/// A4, margins of 2.2 cm.
const PAGE: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId5\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1247\" w:right=\"1247\" w:bottom=\"1247\" w:left=\"1247\" w:header=\"624\" w:footer=\"624\" w:gutter=\"0\"/></w:sectPr>";

/// A heading that the numbering of parts leaves out.
const SANS_NUMERO: &str =
    "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"0\"/></w:numPr><w:ind w:left=\"0\" w:firstLine=\"0\"/>";

/// The file. `jour` is the day of its properties; nothing else in it tells when or where it was made.
pub fn write(document: &Document, jour: Date) -> Vec<u8> {
    let mut ecrit = Ecrit::default();
    let corps = ecrit.corps(document);
    let notes = ecrit.notes(document);
    let mut archive = Archive::default();
    // First, as readers expect it.
    archive.push("[Content_Types].xml", include_bytes!("types.xml"));
    archive.push("_rels/.rels", include_bytes!("racine.xml"));
    archive.push("docProps/core.xml", proprietes(document, jour).as_bytes());
    archive.push("word/document.xml", corps.as_bytes());
    archive.push("word/_rels/document.xml.rels", include_bytes!("liens.xml"));
    archive.push("word/styles.xml", include_bytes!("styles.xml"));
    archive.push("word/numbering.xml", include_bytes!("numbering.xml"));
    archive.push("word/settings.xml", include_bytes!("settings.xml"));
    archive.push("word/footnotes.xml", notes.as_bytes());
    archive.push("word/footer1.xml", pied(document).as_bytes());
    archive.finish()
}

/// Adds a text in which nothing can be taken for a mark, and without what XML cannot hold.
#[inline(never)]
fn escape(texte: &str, sortie: &mut String) {
    for c in texte.chars() {
        match c {
            '&' => sortie.push_str("&amp;"),
            '<' => sortie.push_str("&lt;"),
            '>' => sortie.push_str("&gt;"),
            '"' => sortie.push_str("&quot;"),
            // A run of words is on one line.
            '\t' | '\n' | '\r' => sortie.push(' '),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => sortie.push(c),
        }
    }
}

fn proprietes(document: &Document, jour: Date) -> String {
    let mut s = String::from(ENTETE);
    s.push_str("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    escape(&document.titre, &mut s);
    s.push_str("</dc:title><dc:language>fr-FR</dc:language>");
    for nom in ["created", "modified"] {
        let date = jour.to_string();
        s.push_str(
            &["<dcterms:", nom, " xsi:type=\"dcterms:W3CDTF\">", &date, "T00:00:00Z</dcterms:", nom, ">"]
                .concat(),
        );
    }
    s.push_str("</cp:coreProperties>");
    s
}

/// What recalls the document, then the number of the page among all.
fn pied(document: &Document) -> String {
    let mut s = [
        ENTETE,
        "<w:ftr",
        NOMS,
        "><w:p><w:pPr><w:pStyle w:val=\"Pieddepage\"/></w:pPr><w:r><w:t xml:space=\"preserve\">",
    ]
    .concat();
    escape(&document.rappel, &mut s);
    s.push_str("</w:t></w:r><w:r><w:tab/><w:t xml:space=\"preserve\">Page </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space=\"preserve\"> sur </w:t></w:r><w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>");
    s
}

/// What is written so far.
#[derive(Default)]
struct Ecrit {
    s: String,
    /// Notes that were called: the first call of each is the footnote, the next ones point to it.
    appelees: Vec<usize>,
}

/// Where a paragraph stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lieu {
    Page,
    Cellule,
    /// In a cell of a heading, or of numbers.
    Intitule,
    Nombre,
    Note,
}

impl Ecrit {
    fn corps(&mut self, document: &Document) -> String {
        self.s = [ENTETE, "<w:document", NOMS, "><w:body>"].concat();
        let mut saut = "";
        for bloc in &document.blocs {
            match bloc {
                Bloc::Titre(rang, texte) => {
                    let (style, reste) = match rang {
                        Rang::Document => ("Titre", ""),
                        Rang::Partie => ("Titre1", ""),
                        Rang::SousPartie => ("Titre2", ""),
                        Rang::Annexe => ("Titre1", SANS_NUMERO),
                    };
                    self.paragraphe(style, &[core::mem::take(&mut saut), reste].concat());
                    self.mots("", texte);
                    self.s.push_str("</w:p>");
                }
                Bloc::Ligne(ligne) => self.ligne(ligne, Lieu::Page),
                Bloc::Tableau(tableau) => self.tableau(tableau),
                Bloc::Page => saut = "<w:pageBreakBefore/>",
            }
        }
        self.s.push_str(PAGE);
        self.s.push_str("</w:body></w:document>");
        core::mem::take(&mut self.s)
    }

    fn notes(&mut self, document: &Document) -> String {
        self.s = [ENTETE, "<w:footnotes", NOMS, "><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"].concat();
        for (place, note) in document.notes.iter().enumerate() {
            self.s.push_str(&["<w:footnote w:id=\"", &(place + 1).to_string(), "\">"].concat());
            self.paragraphe("Notedebasdepage", "");
            self.s.push_str(
                "<w:r><w:rPr><w:rStyle w:val=\"Appelnotedebasdep\"/></w:rPr><w:footnoteRef/></w:r>",
            );
            self.mots("", "\u{a0}");
            self.phrase(note, Lieu::Note);
            self.s.push_str("</w:p></w:footnote>");
        }
        self.s.push_str("</w:footnotes>");
        core::mem::take(&mut self.s)
    }

    /// Opens a paragraph.
    #[inline(never)]
    fn paragraphe(&mut self, style: &str, reste: &str) {
        self.s.push_str("<w:p>");
        if !style.is_empty() || !reste.is_empty() {
            self.s.push_str("<w:pPr>");
            if !style.is_empty() {
                self.s.push_str(&["<w:pStyle w:val=\"", style, "\"/>"].concat());
            }
            self.s.push_str(reste);
            self.s.push_str("</w:pPr>");
        }
    }

    /// A run of words with its look.
    #[inline(never)]
    fn mots(&mut self, forme: &str, texte: &str) {
        self.s.push_str("<w:r>");
        if !forme.is_empty() {
            self.s.push_str(&["<w:rPr>", forme, "</w:rPr>"].concat());
        }
        self.s.push_str("<w:t xml:space=\"preserve\">");
        escape(texte, &mut self.s);
        self.s.push_str("</w:t></w:r>");
    }

    fn ligne(&mut self, ligne: &Ligne, lieu: Lieu) {
        let style = match (ligne.allure, lieu) {
            (Allure::Puce, _) => "Listepuces",
            (Allure::Case, _) => "Case",
            (Allure::SousCase, _) => "SousCase",
            (_, Lieu::Cellule | Lieu::Intitule | Lieu::Nombre) => "Cellule",
            (Allure::Corps, _) => "",
            (Allure::SousTitre, _) => "Sous-titre",
            (Allure::Encadre, _) => "Encadre",
            (Allure::Petit, _) => "Petit",
        };
        let reste = if lieu == Lieu::Nombre { "<w:jc w:val=\"right\"/>" } else { "" };
        self.paragraphe(style, reste);
        self.phrase(&ligne.phrase, lieu);
        self.s.push_str("</w:p>");
    }

    fn phrase(&mut self, phrase: &Phrase, lieu: Lieu) {
        let gras = if lieu == Lieu::Intitule { "<w:b/>" } else { "" };
        for morceau in &phrase.0 {
            match morceau {
                Morceau::Texte(texte) => self.mots(gras, texte),
                Morceau::Gras(texte) => self.mots("<w:b/>", texte),
                Morceau::Blanc(texte) => self.mots("<w:highlight w:val=\"yellow\"/>", texte),
                Morceau::Case(cochee) => self.case(*cochee),
                Morceau::Note(note) => self.appel(*note),
                Morceau::Lien(texte, adresse) => {
                    self.s.push_str("<w:fldSimple w:instr=\" HYPERLINK &quot;");
                    escape(adresse, &mut self.s);
                    self.s.push_str("&quot; \">");
                    self.mots("<w:rStyle w:val=\"Lienhypertexte\"/>", texte);
                    self.s.push_str("</w:fldSimple>");
                }
            }
        }
    }

    /// A box that Word lets one tick.
    fn case(&mut self, cochee: bool) {
        let (etat, signe) = if cochee { ("1", "☒") } else { ("0", "☐") };
        self.s.push_str(&["<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"", etat, "\"/><w14:checkedState w14:val=\"2612\" w14:font=\"MS Gothic\"/><w14:uncheckedState w14:val=\"2610\" w14:font=\"MS Gothic\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts w:ascii=\"MS Gothic\" w:hAnsi=\"MS Gothic\" w:eastAsia=\"MS Gothic\" w:hint=\"eastAsia\"/></w:rPr><w:t>", signe, "</w:t></w:r></w:sdtContent></w:sdt><w:r><w:tab/></w:r>"].concat());
    }

    /// The call of a note. Word lets a footnote be called once: the next calls refer to the first.
    fn appel(&mut self, note: usize) {
        let numero = (note + 1).to_string();
        if self.appelees.contains(&note) {
            self.s.push_str(&["<w:fldSimple w:instr=\" NOTEREF note", &numero, " \\f \\h \">"].concat());
            self.mots("<w:rStyle w:val=\"Appelnotedebasdep\"/>", &numero);
            self.s.push_str("</w:fldSimple>");
            return;
        }
        self.appelees.push(note);
        self.s.push_str(
            &[
                "<w:bookmarkStart w:id=\"",
                &numero,
                "\" w:name=\"note",
                &numero,
                "\"/><w:r><w:rPr><w:rStyle w:val=\"Appelnotedebasdep\"/></w:rPr><w:footnoteReference w:id=\"",
                &numero,
                "\"/></w:r><w:bookmarkEnd w:id=\"",
                &numero,
                "\"/>",
            ]
            .concat(),
        );
    }

    fn tableau(&mut self, tableau: &Tableau) {
        self.s.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"Grilledutableau\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"04A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/><w:tblCaption w:val=\"");
        escape(&tableau.legende, &mut self.s);
        self.s.push_str("\"/></w:tblPr><w:tblGrid>");
        let mut largeurs = Vec::new();
        for colonne in &tableau.colonnes {
            let largeur = (LARGEUR * u32::from(colonne.largeur) / 100).to_string();
            self.s.push_str(&["<w:gridCol w:w=\"", &largeur, "\"/>"].concat());
            largeurs.push(largeur);
        }
        self.s.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (colonne, largeur) in tableau.colonnes.iter().zip(&largeurs) {
            self.cellule(largeur, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E4EAF1\"/>");
            let reste =
                if colonne.nombres { "<w:keepNext/><w:jc w:val=\"right\"/>" } else { "<w:keepNext/>" };
            self.paragraphe("Cellule", reste);
            self.mots("<w:b/>", colonne.titre);
            self.s.push_str("</w:p></w:tc>");
        }
        self.s.push_str("</w:tr>");
        for rangee in &tableau.lignes {
            // A row to write in by hand is as high as a signature.
            let vide = rangee.iter().flatten().all(|ligne| ligne.phrase.0.is_empty());
            let hauteur = if vide { "<w:trHeight w:val=\"680\" w:hRule=\"atLeast\"/>" } else { "" };
            self.s.push_str(&["<w:tr><w:trPr><w:cantSplit/>", hauteur, "</w:trPr>"].concat());
            for (rang, (colonne, largeur)) in tableau.colonnes.iter().zip(&largeurs).enumerate() {
                self.cellule(largeur, "");
                let lieu = match (rang, colonne.nombres) {
                    (0, _) => Lieu::Intitule,
                    (_, true) => Lieu::Nombre,
                    _ => Lieu::Cellule,
                };
                let cellule = rangee.get(rang).map(Vec::as_slice).unwrap_or_default();
                for ligne in cellule {
                    self.ligne(ligne, lieu);
                }
                if cellule.is_empty() {
                    // A cell without a paragraph is no cell to Word.
                    self.s.push_str("<w:p/>");
                }
                self.s.push_str("</w:tc>");
            }
            self.s.push_str("</w:tr>");
        }
        // Two tables that touch would be one, and a table cannot end a document.
        self.s.push_str("</w:tbl>");
        self.paragraphe("", "<w:spacing w:after=\"0\" w:line=\"160\" w:lineRule=\"exact\"/>");
        self.s.push_str("</w:p>");
    }

    /// Opens a cell.
    fn cellule(&mut self, largeur: &str, reste: &str) {
        self.s.push_str(
            &["<w:tc><w:tcPr><w:tcW w:w=\"", largeur, "\" w:type=\"dxa\"/>", reste, "</w:tcPr>"].concat(),
        );
    }
}
