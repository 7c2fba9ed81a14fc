//! The command line.
use std::path::Path;
fn main() {
    let root = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    let t = std::time::Instant::now();
    let (tree, p) = newsprint::disk::read(Path::new(&root));
    for d in &p { println!("{:?}", d); }
    eprintln!("read {:?}", t.elapsed());
    let (edition, problems) = newsprint::edition(&tree, &newsprint::options::Options::at(jiff::Timestamp::now()));
    eprintln!("edition {:?}", t.elapsed());
    for d in problems.iter().take(60) { println!("{}[{}] {} {:?} {:?}", d.severity, d.code, d.message, d.place, d.hints); }
    let Some(edition) = edition else { return };
    if newsprint::diagnostic::has_errors(&problems) { println!("errors"); }
    let out = std::env::args().nth(2).unwrap_or_else(|| "/tmp/np/public".into());
    let folder = newsprint::disk::OutputFolder::open(Path::new(&root), Path::new(&out)).unwrap();
    let outputs: Vec<String> = edition.pages.iter().map(|p| p.url.output()).collect();
    let mut entries: Vec<newsprint::disk::Entry> = outputs.iter().map(|o| newsprint::disk::Entry { path: o, rank: newsprint::disk::Rank::Page }).collect();
    entries.extend(edition.files.iter().map(|f| newsprint::disk::Entry { path: &f.output, rank: newsprint::disk::Rank::Asset }));
    let n = edition.pages.len();
    let r = folder.write(&entries, |i| if i < n {
        newsprint::render::render(&edition, &edition.pages[i]).map(|b| newsprint::disk::Body::Bytes(b.into())).map_err(|e| vec![e])
    } else { Ok((&edition.files[i - n].bytes).into()) });
    match r { Ok(w) => println!("printed {} changed {}", w.printed, w.changed.len()), Err(newsprint::disk::Stopped::Content(c)) => for d in c.iter().take(20) { println!("{}[{}] {} {:?}", d.severity, d.code, d.message, d.place) }, Err(newsprint::disk::Stopped::Output(e)) => println!("{e}") }
    eprintln!("written {:?}", t.elapsed());
}
