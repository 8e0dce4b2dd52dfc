(() => {
  const table = document.querySelector("table[data-filter]");
  if (!table) return;
  const rows = [...table.tBodies[0].rows], said = document.getElementById("shown");
  const words = document.getElementById("words"), kind = document.getElementById("kind"), country = document.getElementById("country");
  const narrow = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !((!kind.value || row.dataset.kind === kind.value) && (!country.value || row.dataset.country === country.value) && wanted.every(w => text.includes(w)));
      shown += !row.hidden;
    }
    said.textContent = `${shown} of ${rows.length} incidents`;
  };
  for (const field of [words, kind, country]) field.addEventListener("input", narrow);
})();
