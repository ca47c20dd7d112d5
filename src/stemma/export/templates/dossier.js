"use strict";
(function () {
  function open(element) {
    for (var at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  }
  function show() {
    document.querySelectorAll("mark.on").forEach(function (mark) { mark.classList.remove("on"); });
    var name = decodeURIComponent(location.hash.slice(1));
    var target = name && document.getElementById(name);
    if (!target) return;
    open(target);
    document.querySelectorAll('mark[data-of="' + CSS.escape(name) + '"]').forEach(function (mark) { mark.classList.add("on"); });
    target.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", show);
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not(.how)").forEach(function (fold) { fold.open = true; });
  });
  show();
})();
