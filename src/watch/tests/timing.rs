//! When a path is looked at and when it is told, with moments that are made up.

use super::super::batch::{Cause, Pen, Touch, Touches, Verdict};
use super::*;

/// A moment, in milliseconds after the first.
struct Clock(Instant);

impl Clock {
    fn at(&self, milliseconds: u64) -> Instant {
        self.0 + Duration::from_millis(milliseconds)
    }

    fn write(&self, touches: &mut Touches, path: &str, at: u64) {
        touches.add(path.to_owned(), Touch::new(self.at(at), Cause::Written, Some(Pen::Up)));
    }
}

/// The paths that are told at a moment.
fn told(touches: &mut Touches, now: Instant) -> Vec<String> {
    touches.told(now).into_keys().collect()
}

/// Judges all that is to be looked at.
fn judge(touches: &mut Touches, now: Instant, verdict: Verdict) {
    for path in touches.look_at_due(now) {
        touches.judge(&path, verdict, None);
    }
}

#[test]
fn a_write_is_told_after_a_few_quiet_milliseconds() {
    let clock = Clock(Instant::now());
    let mut touches = Touches::default();
    assert_eq!(touches.due(), None);
    clock.write(&mut touches, "a", 0);
    assert_eq!(touches.due(), Some(clock.at(5)));
    clock.write(&mut touches, "a", 3);
    assert_eq!(touches.due(), Some(clock.at(8)));
    judge(&mut touches, clock.at(8), Verdict::Ready);
    assert_eq!(told(&mut touches, clock.at(8)), ["a"]);
    assert_eq!(touches.due(), None);
}

#[test]
fn writes_without_a_pause_are_told_within_the_bound() {
    let clock = Clock(Instant::now());
    let mut touches = Touches::default();
    for at in 0..50 {
        clock.write(&mut touches, "a", at);
    }
    assert_eq!(touches.due(), Some(clock.at(50)));
}

#[test]
fn what_came_together_is_told_together() {
    let clock = Clock(Instant::now());
    let mut touches = Touches::default();
    clock.write(&mut touches, "a", 0);
    clock.write(&mut touches, "b", 0);
    for path in touches.look_at_due(clock.at(5)) {
        let is_a = path == "a";
        let verdict = if is_a { Verdict::Ready } else { Verdict::Wait(clock.at(30)) };
        touches.judge(&path, verdict, None);
    }
    assert_eq!(told(&mut touches, clock.at(5)), [""; 0]);
    assert_eq!(touches.due(), Some(clock.at(30)));
    assert_eq!(touches.look_at_due(clock.at(30)), ["b"], "what is ready is not looked at again");
    touches.judge("b", Verdict::Ready, None);
    assert_eq!(told(&mut touches, clock.at(30)), ["a", "b"]);
}

#[test]
fn what_is_long_in_the_middle_of_a_save_does_not_hold_up_the_rest() {
    let clock = Clock(Instant::now());
    let mut touches = Touches::default();
    clock.write(&mut touches, "late", 0);
    judge(&mut touches, clock.at(5), Verdict::Wait(clock.at(400)));
    assert_eq!(touches.due(), Some(clock.at(400)));
    clock.write(&mut touches, "a", 100);
    assert_eq!(touches.due(), Some(clock.at(105)));
    judge(&mut touches, clock.at(105), Verdict::Ready);
    assert_eq!(told(&mut touches, clock.at(105)), ["a"]);
    assert_eq!(touches.due(), Some(clock.at(400)));
}

#[test]
fn what_is_late_is_not_looked_at_with_every_event() {
    let clock = Clock(Instant::now());
    let mut touches = Touches::default();
    clock.write(&mut touches, "a", 0);
    judge(&mut touches, clock.at(100), Verdict::Wait(clock.at(400)));
    clock.write(&mut touches, "a", 101);
    assert_eq!(touches.due(), Some(clock.at(105)), "not before some time after the last look");
}

#[test]
fn a_touch_during_the_wait_asks_for_another_look() {
    let clock = Clock(Instant::now());
    let mut touches = Touches::default();
    clock.write(&mut touches, "a", 0);
    judge(&mut touches, clock.at(5), Verdict::Ready);
    clock.write(&mut touches, "a", 6);
    assert_eq!(told(&mut touches, clock.at(6)), [""; 0]);
    assert_eq!(touches.look_at_due(clock.at(11)), ["a"]);
    touches.judge("a", Verdict::Nothing, None);
    assert!(touches.is_empty());
}
