// After a refused form the list of what to check gets the focus, so that it is read first.
document.querySelector<HTMLElement>(".errsum")?.focus();
