//! A player's stories and quotes by year, and how often the player was in the news over time.

use jiff::civil::Date;

use crate::date::PartialDate;
use crate::quote::QuoteId;
use crate::render::views::Builder;
use crate::story::StoryId;
use crate::view::{ChartView, PeriodView, PlayerYearView};

/// So many months are shown one by one; what takes longer is shown by year.
const MOST_MONTHS: i32 = 36;
/// So many years are shown; what is older is left out of the chart, not of the page.
const MOST_YEARS: i32 = 60;

impl Builder<'_> {
    /// The newest year first; quotes without a day stand under none.
    pub(super) fn by_year(&self, stories: &[StoryId], quotes: &[QuoteId]) -> Vec<PlayerYearView> {
        let mut years = std::collections::BTreeMap::<i16, (Vec<StoryId>, Vec<QuoteId>)>::new();
        for id in stories {
            years.entry(self.published(*id).year()).or_default().0.push(*id);
        }
        for id in quotes {
            if let Some(day) = self.said(*id) {
                years.entry(day.year()).or_default().1.push(*id);
            }
        }
        let view =
            |(year, (stories, quotes)): (i16, (Vec<StoryId>, Vec<QuoteId>))| PlayerYearView {
                year: year.to_string().into(),
                stories: self.story_cards(&stories),
                quotes: self.quote_cards(&quotes),
            };
        years.into_iter().rev().map(view).collect()
    }

    /// The stories of each month, or of each year where they are spread over more than three. None
    /// where all stand in one month: that is no course of time.
    pub(super) fn chart(&self, stories: &[StoryId]) -> Option<ChartView> {
        let days: Vec<Date> = stories.iter().map(|id| self.published(*id)).collect();
        let (first, last) = (days.iter().min()?, days.iter().max()?);
        if month(*first) == month(*last) {
            return None;
        }
        let is_by_month = month(*last) - month(*first) < MOST_MONTHS;
        let number = |day: Date| if is_by_month { month(day) } else { i32::from(day.year()) };
        let end = number(*last);
        let start = number(*first).max(end - MOST_YEARS + 1);
        let mut counts = vec![0usize; usize::try_from(end - start).ok()? + 1];
        for day in &days {
            let at = usize::try_from(number(*day) - start).ok();
            if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let locale = &self.edition.languages[self.page.language].locale;
        let periods = (start..).zip(&counts).filter_map(|(number, count)| {
            let date = match is_by_month {
                true => PartialDate::of_month(
                    i16::try_from(number.div_euclid(12)).ok()?,
                    i8::try_from(number.rem_euclid(12)).ok()? + 1,
                ),
                false => PartialDate::of_year(i16::try_from(number).ok()?),
            }?;
            Some(PeriodView {
                name: locale.partial(date),
                year: usize::try_from(date.year()).unwrap_or(0),
                month: date.month().and_then(|month| usize::try_from(month).ok()).unwrap_or(0),
                stories: *count,
                percent: count * 100 / most,
            })
        });
        Some(ChartView {
            unit: if is_by_month { "month" } else { "year" }.into(),
            most,
            periods: periods.collect(),
        })
    }

    fn published(&self, id: StoryId) -> Date {
        self.edition.site.story(id).document.date.value.date()
    }

    fn said(&self, id: QuoteId) -> Option<Date> {
        self.edition.site.quote(id).said.as_ref().map(crate::date::Moment::date)
    }
}

/// Months since the year 0.
fn month(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}
