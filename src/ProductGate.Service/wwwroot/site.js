// Comfort only: every page works without this. Busy buttons, filters that apply as one types, what changed meanwhile, how far an upload has come, and a warning before typed text is left.
(() => {
  const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);
  const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
  let sending = false;

  const target = document.querySelector('[data-focus]');
  if (target) target.focus();

  // A file shows how far it has come. Where that fails, the browser sends the form in its own way.
  const send = (form, button, file) => {
    const request = new XMLHttpRequest(), bar = document.getElementById(`${file.id}-p`);
    request.upload.onprogress = (e) => { bar.hidden = false; bar.value = e.loaded / e.total; };
    request.onload = () => {
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
    sending = e.target.method === 'post';
    const file = [...e.target.elements].find((i) => i.type === 'file' && i.files.length > 0);
    if (file && !file.dataset.plain) { e.preventDefault(); send(e.target, e.submitter, file); }
    if (sending) setTimeout(() => each('button', (b) => { b.setAttribute('aria-disabled', 'true'); }, e.target));
  });
  document.addEventListener('click', (e) => { if (e.target.closest('button[aria-disabled=true]')) e.preventDefault(); });
  addEventListener('pageshow', () => { sending = false; each('button[aria-disabled=true]', (b) => b.removeAttribute('aria-disabled')); });

  const changed = (f) => [...f.elements].some((i) => (i.type === 'checkbox' || i.type === 'radio' ? i.checked !== i.defaultChecked : i.tagName === 'TEXTAREA' || i.type === 'text' ? i.value !== i.defaultValue : false));
  addEventListener('beforeunload', (e) => { if (!sending && [...document.querySelectorAll('form[data-guard]')].some(changed)) e.preventDefault(); });

  // Replaces what is marked as fresh with what the server now says, and leaves alone where somebody is at work.
  const refresh = async (address, regions) => {
    const answer = await fetch(address, { headers: { accept: 'text/html' } });
    if (!answer.ok || answer.redirected) return;
    const page = parse(await answer.text());
    each(regions, (old) => {
      const now = page.getElementById(old.id);
      if (now && !old.contains(document.activeElement) && old.innerHTML !== now.innerHTML) old.innerHTML = now.innerHTML;
    });
  };

  let timer;
  document.addEventListener('input', (e) => {
    if (!e.target.matches('[data-live]')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const form = e.target.form, address = new URL(form.action);
      address.search = new URLSearchParams([...new FormData(form)].filter(([, v]) => v !== '')).toString();
      history.replaceState(null, '', address);
      refresh(address, '[data-results]');
    }, e.target.tagName === 'SELECT' ? 0 : 250);
  });

  const pulse = document.getElementById('pulse');
  if (pulse) setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch(pulse.dataset.pulse).catch(() => null);
    if (!answer || !answer.ok) return;
    const { seen, change } = await answer.json();
    if (change && pulse.hidden) {
      const link = Object.assign(document.createElement('a'), { href: location.href.split('#')[0], textContent: '↻' });
      pulse.append(change + ' ', link);
      pulse.hidden = false;
    }
    if (seen !== pulse.dataset.seen) { pulse.dataset.seen = seen; refresh(location.href, '[data-fresh]'); }
  }, 20000);

  each('[data-print]', (b) => { b.hidden = false; b.addEventListener('click', () => print()); });
})();
