"use strict";
(function () {
  function open() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  }
  addEventListener("hashchange", open);
  open();
  document.querySelectorAll(".print blockquote").forEach(function (quote) {
    if (!navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(quote.textContent.trim()).then(function () { button.textContent = "Copied"; });
    });
    quote.after(button);
  });
  var peek = null, asked = "";
  function hide() { asked = ""; if (peek) { peek.remove(); peek = null; } }
  function line(tag, text) { var made = document.createElement(tag); made.textContent = text; return made; }
  function show(anchor, link) {
    hide();
    peek = line("div", "");
    peek.className = "peek";
    peek.setAttribute("role", "tooltip");
    peek.append(line("b", link.sentence + " (" + link.likelihood + ")"));
    link.evidence.slice(0, 3).forEach(function (found) {
      var words = (found.left || found.right || { words: [] }).words.map(function (w) { return w.text; }).join("");
      if (found.detail.indexOf(words) >= 0) words = "";
      var told = line("p", found.rule + ": " + found.detail + (words ? " " : ""));
      if (words) told.append(line("q", words.length > 160 ? words.slice(0, 160) + "…" : words));
      peek.append(told);
    });
    document.body.append(peek);
    var at = anchor.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    var below = at.bottom + peek.offsetHeight + 8 < innerHeight;
    peek.style.left = Math.max(16, Math.min(at.left, wide - peek.offsetWidth - 16)) + scrollX + "px";
    peek.style.top = (below ? at.bottom + 6 : Math.max(4, at.top - peek.offsetHeight - 6)) + scrollY + "px";
  }
  function ask(event) {
    var anchor = event.target.closest && event.target.closest("a[href^='/links/']");
    var address = anchor && anchor.getAttribute("href");
    if (!address || address === asked) return;
    hide();
    asked = address;
    setTimeout(function () {
      if (asked !== address) return;
      fetch(address + ".json").then(function (answer) { return answer.ok ? answer.json() : null; }).then(function (page) {
        if (page && asked === address) show(anchor, page.link);
      }).catch(hide);
    }, 120);
  }
  ["mouseover", "focusin"].forEach(function (name) { addEventListener(name, ask); });
  ["mouseout", "focusout"].forEach(function (name) { addEventListener(name, hide); });
  addEventListener("keydown", function (event) {
    if (event.key === "Escape") hide();
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      document.getElementById("q").focus();
    }
  });
})();
