#include "process/table.hpp"

#include <algorithm>

namespace reeve::process {

bool Cell::holds(const cel::Value& input) const {
    const auto listed = [&] { return std::find(values.begin(), values.end(), input) != values.end(); };
    switch (kind) {
        case Kind::any: return true;
        case Kind::of: return listed();
        case Kind::but: return !listed();
        case Kind::range: break;
    }
    return input.is(cel::ValueKind::integer) && (!least || input.integer() >= *least) &&
           (!most || input.integer() <= *most);
}

std::vector<std::size_t> Table::hits(std::span<const cel::Value> inputs) const {
    return hits(rows, inputs);
}

std::vector<std::size_t> Table::hits(const std::vector<Row>& among,
                                     std::span<const cel::Value> inputs) const {
    std::vector<std::size_t> found;
    for (std::size_t r = 0; r < among.size(); ++r) {
        const std::vector<Cell>& cells = among[r].in;
        bool holds = inputs.size() == cells.size();
        for (std::size_t c = 0; holds && c < cells.size(); ++c) holds = cells[c].holds(inputs[c]);
        if (!holds) continue;
        found.push_back(r);
        if (hit != Hit::collect) break;
    }
    return found;
}

cel::Value Table::call(std::span<const cel::Value> inputs) const {
    return result_of(rows, hits(inputs));
}

cel::Value Table::result_of(const std::vector<Row>& among, const std::vector<std::size_t>& found) const {
    if (hit != Hit::collect) return found.empty() ? cel::Value() : among[found.front()].result;
    cel::List results;
    for (const std::size_t row : found) results.push_back(among[row].result);
    return cel::Value(std::move(results));
}

}  // namespace reeve::process
