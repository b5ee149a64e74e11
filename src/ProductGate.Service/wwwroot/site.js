// Comfort only: every page works without this. Busy buttons, filters that apply as one types, what changed meanwhile, how far an upload has come, and a warning before typed text is left.
(() => {
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);
  const pulse = document.getElementById('pulse');
  let sent, beat, said;

  const target = document.querySelector('[data-focus]');
  if (target) target.focus();

  // A file shows how far it has come. Where that fails, the browser sends the form in its own way.
  const send = (form, button, file) => {
    const request = new XMLHttpRequest(), bar = document.getElementById(`${file.id}-p`);
    request.upload.onprogress = (e) => { bar.hidden = false; bar.value = e.loaded / e.total; };
    request.onload = () => {
      clearInterval(beat);
      history.replaceState(null, '', request.responseURL);
      document.open();
      document.write(request.responseText);
      document.close();
      if (request.status === 200 && button.name === 'upload') location.hash = file.id;
    };
    request.onerror = () => { file.dataset.plain = 'true'; form.requestSubmit(button); };
    request.open('post', form.action);
    request.setRequestHeader('accept', 'text/html');
    request.send(new FormData(form, button));
  };

  // One press is enough, and nobody wonders whether it was taken.
  document.addEventListener('submit', (e) => {
    if (e.defaultPrevented) return;
    sent = e.target;
    const file = [...sent.elements].find((i) => i.type === 'file' && i.files.length > 0);
    if (file && !file.dataset.plain) { e.preventDefault(); send(sent, e.submitter, file); }
    if (sent.method === 'post') setTimeout(() => each('button', (b) => { b.setAttribute('aria-disabled', 'true'); }, e.target));
  });
  document.addEventListener('click', (e) => { if (e.target.closest('button[aria-disabled=true]')) e.preventDefault(); });
  addEventListener('pageshow', () => { sent = null; each('button[aria-disabled=true]', (b) => b.removeAttribute('aria-disabled')); });

  // What a form has that nobody has taken: changed since it was shown, or shown again because it was refused.
  const changed = (i) => (i.type === 'checkbox' || i.type === 'radio' ? i.checked !== i.defaultChecked
    : i.type === 'file' ? i.files.length > 0
      : i.tagName === 'SELECT' ? i.selectedIndex !== Math.max(0, [...i.options].findIndex((o) => o.defaultSelected))
        : i.type !== 'hidden' && 'defaultValue' in i && i.value !== i.defaultValue);
  const unsent = (f) => f !== sent && ('typed' in f.dataset || [...f.elements].some(changed));
  addEventListener('beforeunload', (e) => { if ([...document.querySelectorAll('form[data-guard]')].some(unsent)) e.preventDefault(); });

  // Replaces what is marked as fresh with what the server now says, and leaves alone where somebody is at work; false where it did. What was unfolded stays so.
  const refresh = async (address, regions) => {
    const answer = await fetch(address, { headers: { accept: 'text/html' } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    let whole = true;
    each(regions, (old) => {
      const now = page.getElementById(old.id);
      if (!now || old.innerHTML === now.innerHTML) return;
      if (old.contains(document.activeElement) || [...old.querySelectorAll('form')].some(unsent)) { whole = false; return; }
      const name = (d) => d.id || d.querySelector('summary')?.textContent, open = new Map();
      each('details', (d) => open.set(name(d), d.open), old);
      each('details', (d) => { d.open = open.get(name(d)) ?? d.open; }, now);
      old.replaceChildren(...now.childNodes);
    });
    return whole;
  };

  let timer;
  document.addEventListener('input', (e) => {
    if (!e.target.matches('[data-live]')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const form = e.target.form, address = new URL(form.action);
      address.search = new URLSearchParams([...new FormData(form)].filter(([, v]) => v !== '')).toString();
      history.replaceState(null, '', address);
      if (pulse) pulse.dataset.here = address.pathname + address.search;
      refresh(address, '[data-results]');
    }, e.target.tagName === 'SELECT' ? 0 : 250);
  });

  const say = (text, href, label) => {
    const p = document.createElement('p'), link = Object.assign(document.createElement('a'), { href, textContent: label });
    p.append(text, ' ', link);
    pulse.replaceChildren(p);
    return link;
  };

  // Now and then: whether anything that is shown has changed, who changed what is being read, and whether one is still signed in.
  const ask = async () => {
    if (document.hidden) return;
    const { ask: address, here, again, out, enter } = pulse.dataset, search = here.split('?')[1];
    const answer = await fetch(search && address.includes('list=') ? `${address}&${search}` : address).catch(() => null);
    if (answer?.status === 401) { clearInterval(beat); say(out, '/sign-in?returnUrl=%2Fsigned-in', enter).target = '_blank'; }
    if (!answer?.ok) return;
    const { seen, change } = await answer.json();
    if (change && change !== said) { said = change; say(change, here, again); }
    if (seen !== pulse.dataset.seen && await refresh(here, '[data-fresh]')) pulse.dataset.seen = seen;
  };
  if (pulse) beat = setInterval(ask, 20000);

  each('[data-print]', (b) => { b.hidden = false; b.addEventListener('click', () => print()); });
})();
