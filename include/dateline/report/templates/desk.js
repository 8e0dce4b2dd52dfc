(() => {
  const up = document.body.dataset.up, said = document.getElementById("said");
  document.addEventListener("click", async event => {
    const button = event.target.closest("button[data-send]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("[data-row]"), note = row.querySelector("input[name=note]");
    button.disabled = true;
    try {
      // A header of our own: no page of another host can send it without asking this one first.
      const answer = await fetch(up + button.dataset.send, {
        method: "POST", headers: {"Content-Type": "application/json", "X-Dateline-Desk": "1"},
        body: JSON.stringify({...JSON.parse(button.dataset.body || "{}"), note: note ? note.value : null}),
      });
      const told = await answer.json();
      said.textContent = answer.ok ? told.message : `Not done: ${typeof told.detail === "string" ? told.detail : answer.statusText}`;
      if (answer.ok && button.hasAttribute("aria-pressed"))
        for (const other of row.querySelectorAll("button[aria-pressed]")) other.setAttribute("aria-pressed", String(other === button));
      else if (answer.ok) for (const other of row.querySelectorAll("button")) other.disabled = true;
    } catch (error) {
      said.textContent = `Not done: ${error.message}`;
    } finally {
      if (button.hasAttribute("aria-pressed") || said.textContent.startsWith("Not done")) button.disabled = false;
    }
  });
})();
