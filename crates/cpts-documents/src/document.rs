//! A document, apart from any format: what is said, in which order, and what is left to write.

/// A document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its title, which is also that of the file's properties.
    pub titre: String,
    /// What recalls it at the foot of each page.
    pub rappel: String,
    /// What is in it, in order.
    pub blocs: Vec<Bloc>,
    /// The notes, in the order in which they are first called.
    pub notes: Vec<Phrase>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bloc {
    /// A heading.
    Titre(Rang, String),
    /// A paragraph.
    Ligne(Ligne),
    /// A table.
    Tableau(Tableau),
    /// The next heading begins a page.
    Page,
}

/// How far a heading is from the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rang {
    /// The title of the document.
    Document,
    /// A part.
    Partie,
    /// A part of a part.
    SousPartie,
    /// What comes after the parts, without a number.
    Annexe,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ligne {
    /// What it is for the reader.
    pub allure: Allure,
    /// What it says.
    pub phrase: Phrase,
}

/// What a paragraph is for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allure {
    /// Plain text.
    Corps,
    /// Under the title.
    SousTitre,
    /// An item of a list.
    Puce,
    /// A box to tick, or ticked.
    Case,
    /// What goes with a box.
    SousCase,
    /// In a frame.
    Encadre,
    /// What is small: sources, reservations.
    Petit,
}

/// A run of words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrase(pub Vec<Morceau>);

/// A few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Morceau {
    /// Plain words.
    Texte(String),
    /// Words that matter.
    Gras(String),
    /// What the person is to write there.
    Blanc(String),
    /// A box, ticked or not.
    Case(bool),
    /// The call of a note, by its place in [`Document::notes`].
    Note(usize),
    /// Words that lead to an address.
    Lien(String, &'static str),
}

/// A table with a heading row; the first cell of a row is its heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tableau {
    /// What it holds, for those who do not see it.
    pub legende: String,
    /// Its columns.
    pub colonnes: Vec<Colonne>,
    /// Its rows: a cell a column, each of some paragraphs.
    pub lignes: Vec<Vec<Vec<Ligne>>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colonne {
    /// Its heading.
    pub titre: &'static str,
    /// Its share of the width, in percent.
    pub largeur: u16,
    /// Whether it holds numbers, which stand at the right.
    pub nombres: bool,
}

impl Phrase {
    /// Without a word yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Plain words.
    pub fn de(texte: &str) -> Self {
        Self::new().texte(texte)
    }

    /// A blank alone.
    pub fn blanc(quoi: &str) -> Self {
        Self::new().a_completer(quoi)
    }

    /// Adds plain words.
    #[inline(never)]
    #[must_use]
    pub fn texte(mut self, texte: &str) -> Self {
        self.0.push(Morceau::Texte(texte.to_owned()));
        self
    }

    /// Adds words that matter.
    #[inline(never)]
    #[must_use]
    pub fn gras(mut self, texte: &str) -> Self {
        self.0.push(Morceau::Gras(texte.to_owned()));
        self
    }

    /// Adds what the person is to write, between brackets: colour alone would say nothing to some.
    #[inline(never)]
    #[must_use]
    pub fn a_completer(mut self, quoi: &str) -> Self {
        self.0.push(Morceau::Blanc(["[à compléter\u{a0}: ", quoi, "]"].concat()));
        self
    }

    /// Adds the call of a note.
    #[must_use]
    pub fn note(mut self, note: usize) -> Self {
        self.0.push(Morceau::Note(note));
        self
    }

    /// Adds a box.
    #[must_use]
    pub fn case(mut self, cochee: bool) -> Self {
        self.0.push(Morceau::Case(cochee));
        self
    }
}

impl Ligne {
    /// A paragraph of plain text.
    pub fn corps(phrase: Phrase) -> Self {
        Self { allure: Allure::Corps, phrase }
    }
}

impl Document {
    /// Adds a heading.
    pub fn titre(&mut self, rang: Rang, texte: &str) {
        self.blocs.push(Bloc::Titre(rang, texte.to_owned()));
    }

    /// Adds a paragraph.
    pub fn ligne(&mut self, allure: Allure, phrase: Phrase) {
        self.blocs.push(Bloc::Ligne(Ligne { allure, phrase }));
    }

    /// The place of a note, which is added where it is not there yet: the same source has one number.
    pub fn note(&mut self, note: Phrase) -> usize {
        match self.notes.iter().position(|n| *n == note) {
            Some(place) => place,
            None => {
                self.notes.push(note);
                self.notes.len() - 1
            }
        }
    }

    /// How many passages are left to write.
    pub fn blancs(&self) -> usize {
        let mut blancs = 0;
        let mut compter = |ligne: &Ligne| {
            for morceau in &ligne.phrase.0 {
                blancs += usize::from(matches!(morceau, Morceau::Blanc(_)));
            }
        };
        for bloc in &self.blocs {
            match bloc {
                Bloc::Ligne(ligne) => compter(ligne),
                Bloc::Tableau(tableau) => tableau.lignes.iter().flatten().flatten().for_each(&mut compter),
                Bloc::Titre(..) | Bloc::Page => {}
            }
        }
        blancs
    }
}
