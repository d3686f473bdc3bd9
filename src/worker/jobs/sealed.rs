//! Files under a passphrase: opened before a job reads them, sealed while one writes them, both chunk by chunk.

use super::{
    World,
    given::{Given, Spool},
};
use crate::protocol::{Failure, Passphrase, Phase, Sealed};
use cairn_formats::{
    cairn::Input,
    sealed::{self, Content, Cost, Fresh, Sealing},
};

/// A file as jobs read it, opened if it is sealed; the inner error is what to ask the learner.
pub fn open(
    file: &(impl Given + ?Sized),
    passphrase: Option<&Passphrase>,
    world: &impl World,
) -> Result<Result<Opened<impl Input>, Sealed>, Failure> {
    if passphrase.is_some() && sealed::is_sealed(&file.head(HEAD)?) {
        world.begin(Phase::Opening);
    }
    match sealed::unseal_from(file.reader(), passphrase.map(Passphrase::words)) {
        Ok(content) => Ok(Ok(Opened { content, name: file.name() })),
        Err(refusal) if refusal.code == "needs_passphrase" => Ok(Err(Sealed::Asks)),
        Err(refusal) if refusal.code == "wrong_passphrase" => Ok(Err(Sealed::Wrong)),
        Err(refusal) => Err(refusal.into()),
    }
}

/// So many bytes tell a sealed file.
const HEAD: u64 = 8;

/// A file that is read, and was perhaps sealed.
pub struct Opened<R> {
    content: Content<R>,
    name: String,
}

impl<R: Input> Given for Opened<R> {
    fn length(&self) -> u64 {
        self.content.length()
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    // It stands at its beginning: only its copies are read.
    fn reader(&self) -> impl Input {
        self.content.clone()
    }
}

/// A file that is made, under a passphrase if there is one.
pub struct Out<M> {
    made: M,
    sealing: Option<Sealing>,
}

impl<M: Spool> Out<M> {
    /// Begins it. A phone that cannot spare the usual memory for a passphrase takes less.
    pub fn begin(passphrase: Option<&Passphrase>, world: &impl World) -> Result<Self, Failure> {
        let mut made = M::default();
        let Some(passphrase) = passphrase else { return Ok(Self { made, sealing: None }) };
        world.begin(Phase::Sealing);
        let fresh = fresh(world)?;
        let begin = |cost| Sealing::begin(passphrase.words(), cost, &fresh);
        let (sealing, first) = match begin(if world.is_small() { Cost::SMALL } else { Cost::USUAL }) {
            Err(refusal) if refusal.code == "no_memory" => begin(Cost::SMALL)?,
            sealing => sealing?,
        };
        made.add(&first);
        Ok(Self { made, sealing: Some(sealing) })
    }

    /// The next bytes of its content.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match &mut self.sealing {
            Some(sealing) => self.made.add(&sealing.add(bytes)?),
            None => self.made.add(bytes),
        }
        Ok(())
    }

    /// The file.
    pub fn end(mut self) -> Result<M, Failure> {
        if let Some(sealing) = self.sealing {
            self.made.add(&sealing.end()?);
        }
        Ok(self.made)
    }
}

/// Salt and nonce prefix. Two files with the same would lay each other open, so without a source of randomness
/// nothing is sealed.
fn fresh(world: &impl World) -> Result<Fresh, Failure> {
    let seeds = [world.seed(), world.seed(), world.seed()];
    if seeds[0] == 0 || seeds[0] == seeds[1] || seeds[1] == seeds[2] {
        return Err(Failure::Dom("getRandomValues".to_owned()));
    }
    let [salt, first, second] = seeds.map(u128::to_le_bytes);
    let mut nonce_prefix = [0; 19];
    nonce_prefix[..16].copy_from_slice(&first);
    nonce_prefix[16..].copy_from_slice(&second[..3]);
    Ok(Fresh { salt, nonce_prefix })
}
