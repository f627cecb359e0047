//! The measures of a page, in points, taken from the drawn target of the printed policy. Sizes of
//! text never change to make something fit.

/// A face size and the distance of its baselines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// Em size.
    pub size: f32,
    /// From one baseline to the next.
    pub pitch: f32,
    /// 700 in place of 400.
    pub bold: bool,
    /// Added after each glyph; 0 but for the title and where letters stand wider.
    pub tracking: f32,
    /// Added to each space.
    pub words: f32,
}

impl Type {
    /// Cap height of Plain Atkinson over its em. Blocks are measured from the cap line of their
    /// first line to the baseline of their last, so white space is what the eye sees.
    pub const CAP: f32 = 0.668;

    const fn regular(size: f32, pitch: f32) -> Self {
        Self { size, pitch, bold: false, tracking: 0.0, words: 0.0 }
    }

    const fn bold(size: f32, pitch: f32) -> Self {
        Self { size, pitch, bold: true, tracking: 0.0, words: 0.0 }
    }

    /// The same size with wider letters, words and lines.
    fn spaced(self) -> Self {
        let size = self.size;
        Self { tracking: 0.08 * size, words: 0.2 * size, pitch: 1.65 * size, ..self }
    }

    /// Height of a capital.
    pub fn cap(&self) -> f32 {
        self.size * Self::CAP
    }

    /// White between a baseline and the next cap line.
    pub fn leading(&self) -> f32 {
        self.pitch - self.cap()
    }

    /// Height of so many lines, from cap line to baseline.
    pub fn height(&self, lines: usize) -> f32 {
        let more = u16::try_from(lines.saturating_sub(1)).unwrap_or(u16::MAX);
        if lines == 0 { 0.0 } else { self.cap() + f32::from(more) * self.pitch }
    }
}

/// One design of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// Paper width.
    pub width: f32,
    /// Paper height.
    pub height: f32,
    /// Left margin.
    pub left: f32,
    /// Right margin.
    pub right: f32,
    /// Top margin.
    pub top: f32,
    /// Bottom margin; the footer stands in it.
    pub bottom: f32,
    /// Width of the column of headings; 0: they stand above the text, and all is one column.
    pub side: f32,
    /// Between that column and the text.
    pub gutter: f32,
    /// Above and below the rule that opens a clause.
    pub gap: f32,
    /// Running text.
    pub body: Type,
    /// Heading of a clause.
    pub heading: Type,
    /// Heading of the short version and of the emergency box.
    pub lead: Type,
    /// Title of the policy.
    pub title: Type,
    /// The line under it.
    pub subtitle: Type,
    /// Heading of the page for the pen.
    pub sign_title: Type,
    /// The block under the title.
    pub masthead: Type,
    /// Cells of tables.
    pub table: Type,
    /// Numbers of the emergency box.
    pub number: Type,
    /// The emergency number and the lifeline.
    pub first_number: Type,
    /// The note in the emergency box and the words under pen lines.
    pub small: Type,
    /// Footer.
    pub foot: Type,
    /// Added between paragraphs.
    pub paragraph_space: f32,
    /// Added between list items.
    pub item_space: f32,
    /// Width of rules.
    pub rule: f32,
    /// Width of the rule over a table.
    pub table_rule: f32,
    /// Width of the rule over the masthead.
    pub masthead_rule: f32,
    /// Width of the emergency frame.
    pub frame: f32,
    /// White above each pen line: room for handwriting.
    pub pen_space: f32,
    /// From the text to the rule of the footer.
    pub foot_space: f32,
}

impl Style {
    /// US Letter.
    pub fn letter() -> Self {
        Self {
            width: 612.0,
            height: 792.0,
            left: 60.0,
            right: 62.0,
            top: 50.0,
            bottom: 55.0,
            side: 116.0,
            gutter: 18.0,
            gap: 9.5,
            body: Type::regular(11.0, 15.25),
            heading: Type::bold(11.0, 14.0),
            lead: Type::bold(15.0, 19.3),
            title: Type { tracking: -0.2, ..Type::bold(28.0, 32.0) },
            subtitle: Type::regular(13.0, 17.0),
            sign_title: Type::bold(20.0, 25.0),
            masthead: Type::regular(10.0, 14.0),
            table: Type::regular(10.0, 13.5),
            number: Type::bold(13.0, 16.5),
            first_number: Type::bold(20.0, 24.0),
            small: Type::regular(9.25, 12.5),
            foot: Type::regular(9.0, 11.5),
            paragraph_space: 4.5,
            item_space: 2.5,
            rule: 0.5,
            table_rule: 1.0,
            masthead_rule: 1.5,
            frame: 1.75,
            pen_space: 42.0,
            foot_space: 14.0,
        }
    }

    /// ISO A4: the same measure and sizes, a narrower column of headings.
    pub fn a4() -> Self {
        Self {
            width: 595.28,
            height: 841.89,
            left: 58.0,
            right: 60.28,
            top: 56.0,
            bottom: 60.0,
            side: 103.0,
            gap: 11.0,
            ..Self::letter()
        }
    }

    /// Large print on the same paper: 18 points at least, but for the footer's 16, in one column.
    #[must_use]
    pub fn large_print(self) -> Self {
        let text = Type::regular(18.0, 25.5);
        Self {
            left: 58.0,
            right: 50.0,
            top: 56.0,
            bottom: 76.0,
            side: 0.0,
            gutter: 0.0,
            gap: 16.0,
            body: text,
            heading: Type::bold(21.0, 27.0),
            lead: Type::bold(24.0, 30.0),
            title: Type { tracking: -0.2, ..Type::bold(36.0, 41.0) },
            subtitle: Type::regular(20.0, 26.0),
            sign_title: Type::bold(28.0, 34.0),
            masthead: text,
            table: text,
            number: Type::bold(20.0, 25.0),
            first_number: Type::bold(28.0, 33.0),
            small: Type::regular(18.0, 24.0),
            foot: Type::regular(16.0, 20.0),
            paragraph_space: 10.0,
            item_space: 7.0,
            rule: 0.75,
            table_rule: 1.5,
            masthead_rule: 2.0,
            frame: 2.5,
            pen_space: 48.0,
            foot_space: 22.0,
            ..self
        }
    }

    /// Easy-reading spacing on the same paper: the usual sizes with wider letters, words and lines.
    /// Numbers to call keep theirs, so that each stays in one piece.
    #[must_use]
    pub fn easy_spacing(self) -> Self {
        Self {
            gap: 13.0,
            body: self.body.spaced(),
            heading: self.heading.spaced(),
            subtitle: self.subtitle.spaced(),
            masthead: self.masthead.spaced(),
            table: self.table.spaced(),
            small: self.small.spaced(),
            paragraph_space: 9.0,
            item_space: 6.0,
            ..self
        }
    }

    /// Headings stand above the text, tables are lists.
    pub(crate) fn one_column(&self) -> bool {
        self.side <= 0.0
    }

    /// How much larger text is than usual: for what is drawn beside it.
    pub(crate) fn scale(&self) -> f32 {
        self.body.size / 11.0
    }

    /// From the left margin to the right.
    pub(crate) fn across(&self) -> Measure {
        Measure { x: self.left, width: self.width - self.left - self.right }
    }

    /// The column of running text.
    pub(crate) fn text(&self) -> Measure {
        self.across().after(self.side + self.gutter)
    }
}

/// Where text may stand on a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Measure {
    /// Left edge, from the page's left edge.
    pub(crate) x: f32,
    /// Width.
    pub(crate) width: f32,
}

impl Measure {
    /// What is left of it after so much on the left.
    pub(crate) fn after(self, used: f32) -> Self {
        Self { x: self.x + used, width: self.width - used }
    }

    /// Its left part.
    pub(crate) fn first(self, width: f32) -> Self {
        Self { width: width.min(self.width), ..self }
    }

    /// Its right edge.
    pub(crate) fn end(self) -> f32 {
        self.x + self.width
    }
}
