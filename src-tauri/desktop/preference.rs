//! The settings of this computer that the store keeps.

/// The policy that was open last: its id.
pub(crate) const LAST: &str = "last_policy";
/// The practice's own folder for copies of what is issued: its path.
pub(crate) const OUTPUTS: &str = "outputs";
/// Tells this computer's folder for backups from that of another: an id drawn once.
pub(crate) const MARK: &str = "backup_mark";
/// What reading everything issued found last time.
pub(crate) const VERIFIED: &str = "verified";
/// What of the practice's details is not to be offered again: question, and a mark of the answer.
pub(crate) const LEFT: &str = "profile_left";
