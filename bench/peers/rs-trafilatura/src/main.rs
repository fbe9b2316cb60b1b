//! Extracts every page of a folder with rs-trafilatura: peer PAGES OUT
use std::{env, fs, io::Write, path::Path};

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = env::args().collect();
    let (pages, out) = (Path::new(&arguments[1]), Path::new(&arguments[2]));
    let mut files: Vec<_> = fs::read_dir(pages)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let mut manifest = fs::File::create(out.join("manifest.jsonl"))?;
    for file in files {
        let page = fs::read(&file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text_path = out.join(&name).with_extension("txt");
        // A peer that fails on a page has an empty text for it.
        let Ok(result) = rs_trafilatura::extract_bytes(&page) else {
            fs::write(text_path, "")?;
            continue;
        };
        fs::write(text_path, &result.content_text)?;
        let byline: Vec<&str> = result.metadata.author.iter().flat_map(|names| names.split("; ")).collect();
        let row = serde_json::json!({
            "path": name,
            "title": result.metadata.title,
            "byline": byline,
            "published": result.metadata.date.map(|date| date.to_rfc3339()),
        });
        writeln!(manifest, "{row}")?;
    }
    Ok(())
}
