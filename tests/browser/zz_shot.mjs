import { launchBrowser, openPage, axe, tooWide } from '/work/wt/rooms/tests/browser/browser.mjs';
const [,, base, ...paths] = process.argv;
const b = await launchBrowser();
for (const p of paths) for (const [w,h,d] of [[360,740,false],[1280,900,false],[1280,900,true]]) {
  const page = await openPage(b,{size:{width:w,height:h},dark:d});
  await page.goto(base+p);
  await page.screenshot({path:`/tmp/s_${p.replace(/\W+/g,'_')}_${w}${d?'d':''}.png`,fullPage:true});
  console.log(p,w,page.complaints, await tooWide(page), d? '' : await axe(page));
  await page.context().close();
}
await b.close();
