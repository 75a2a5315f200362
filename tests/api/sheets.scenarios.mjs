import assert from 'node:assert/strict';

// RFC 4180, as a spreadsheet reads it.
const read_sheet = (text) => {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; ++i) {
    if (quoted) {
      if (text[i] !== '"') cell += text[i];
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (text[i] === '"') quoted = true;
    else if (text[i] === ',') (rows.at(-1).push(cell), (cell = ''));
    else if (text.startsWith('\r\n', i)) (rows.at(-1).push(cell), (cell = ''), rows.push([]), ++i);
    else cell += text[i];
  }
  assert.deepEqual(rows.pop(), [], 'the last row ends as the others do');
  return rows;
};
const titled = (rows) => rows.slice(1).map((row) => Object.fromEntries(rows[0].map((name, i) => [name, row[i]])));

const dangerous = ['=HYPERLINK("http://evil.test";"click")', '+1+cmd|calc!A0', '-2+3', '@SUM(A1)', "'quoted", '\ttab in front'];

export const scenarios = {
  'a sheet has a row for each record, and no cell in it is a formula': async (desk) => {
    const numbers = [];
    for (const title of dangerous) {
      const description = `${title}\nsecond, "line"\r\nand a comma`;
      numbers.push(await desk.issue('jose', { title: title.trim(), description }));
    }
    const answer = await desk.get('helena', '/api/v1/records?type=issue&sort=number&format=csv');
    assert.equal(answer.status, 200, answer.text);
    assert.match(answer.headers.get('content-type'), /^text\/csv/);
    assert.match(answer.headers.get('content-disposition'), /attachment/);
    assert.equal(answer.headers.get('link'), null);
    const rows = read_sheet(answer.text);
    for (const row of rows) {
      assert.equal(row.length, rows[0].length);
      for (const cell of row) assert.ok(!/^[=+@\t\r]/.test(cell) && !/^-(?!\d+(\.\d+)?$)/.test(cell), cell);
    }
    const items = titled(rows);
    assert.deepEqual(items.map((item) => item.number).sort(), [...numbers].sort());
    const unsafe = (cell) => (/^'['=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
    for (const [i, number] of numbers.entries()) {
      const item = items.find((one) => one.number === number);
      const record = (await desk.get('helena', '/api/v1/records/' + number)).body;
      assert.equal(unsafe(item.title), record.title);
      assert.equal(unsafe(item.description), record.description);
      assert.equal(unsafe(item.title), dangerous[i].trim());
      assert.equal(item.priority, record.priority.value);
      assert.equal(item.reporter, record.reporter.name);
      assert.equal(item.organisation, record.organisation.name);
      assert.equal(item.urgency, record.fields.urgency);
      assert.equal(Date.parse(item.created), Date.parse(record.created));
    }
  },

  'a sheet goes on where it says, and its rows are those of the list': async (desk) => {
    const made = [];
    for (let i = 0; i < 7; ++i) made.push(await desk.issue('jose', { title: `Row ${i}` }));
    const listed = [];
    for (let next = ''; next !== null; ) {
      const page = (await desk.get('helena', `/api/v1/records?sort=number&limit=100${next && '&cursor=' + next}`)).body;
      listed.push(...page.items.map((item) => item.number));
      next = page.next;
    }
    const found = [];
    let path = '/api/v1/records?sort=number&format=csv&limit=3';
    for (let header = null; path; ) {
      const answer = await desk.get('helena', path);
      assert.equal(answer.status, 200, answer.text);
      const rows = read_sheet(answer.text);
      if (!header) header = rows.shift();
      assert.ok(rows.length <= 3);
      found.push(...rows.map((row) => row[header.indexOf('number')]));
      path = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    assert.deepEqual(found, listed);
    assert.ok(made.every((number) => found.includes(number)));
  },

  'a sheet has what its reader may know, and no more': async (desk) => {
    const of_jose = await desk.issue('jose', { title: 'Only mine' });
    const sheet = async (name, query = '') => titled(read_sheet((await desk.get(name, `/api/v1/records?format=csv${query}`)).text)).map((item) => item.number);
    assert.ok((await sheet('jose')).includes(of_jose));
    assert.ok(!(await sheet('martine')).includes(of_jose));
    assert.deepEqual(await sheet('helena', '&q=nothinglikethis'), []);
  },

  'a sheet is asked for in words that exist': async (desk) => {
    const wrong = async (query, sentence) => {
      const answer = await desk.get('helena', '/api/v1/records?' + query);
      assert.equal(answer.status, 400, answer.text);
      assert.match(answer.body.detail, sentence);
    };
    await wrong('format=pdf', /json or csv/);
    await wrong('format=csv&limit=2001', /1 to 2000/);
    await wrong('format=csv&cursor=nonsense', /cursor|place/);
  },
};
