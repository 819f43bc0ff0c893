-- wrk script: 1,000 fixed combinations of filters and orders of the list of materials, asked in turn.
-- What the list can be asked for; the words are those of its addresses.
local path = "/nl/materials"
local choices = {
  q = { "", "", "", "hout", "plastic", "gewassen", "pallet", "oud" },
  family = { "", "", "hout", "textiel", "metaal", "kunststof", "papier", "glas", "bouw", "elektro" },
  kind = { "", "offer", "need" },
  province = { "", "", "Antwerpen", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen" },
  from = { "", "", "2026-12-01", "2027-03-01" },
  min = { "", "", "50", "500" },
  sort = { "", "newest", "name", "place", "amount" },
}
local names = { "q", "family", "kind", "province", "from", "min", "sort" }
local combinations = 1000

local addresses = {}
math.randomseed(20240501)
for number = 1, combinations do
  local parts = {}
  for _, name in ipairs(names) do
    local values = choices[name]
    local value = values[math.random(#values)]
    if value ~= "" then parts[#parts + 1] = name .. "=" .. value end
  end
  addresses[number] = path .. (#parts > 0 and "?" .. table.concat(parts, "&") or "")
end

local next_one, threads = 0, {}
function setup(thread)
  thread:set("other_than_2xx", 0)
  thread:set("first_bad", "")
  threads[#threads + 1] = thread
end

function request()
  next_one = next_one % combinations + 1
  return wrk.format("GET", addresses[next_one])
end

function response(status)
  if status < 200 or status > 299 then
    other_than_2xx = other_than_2xx + 1
    if first_bad == "" then first_bad = tostring(status) end
  end
end

function done(summary, latency)
  local bad, first = 0, ""
  for _, thread in ipairs(threads) do
    bad = bad + thread:get("other_than_2xx")
    if first == "" then first = thread:get("first_bad") end
  end
  local errors = summary.errors
  io.write(string.format(
    "pages  %.0f requests/s  p50 %.1f ms  p99 %.1f ms  slowest %.1f ms  %d asked  %d not 2xx%s  %d socket errors\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
    summary.requests, bad, first ~= "" and " (first: " .. first .. ")" or "",
    errors.connect + errors.read + errors.write + errors.timeout))
end
