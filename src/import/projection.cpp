#include "import/projection.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace reeve::import {

std::string plain_name(std::string_view name) {
    std::string plain = lower_ascii(trim(name));
    for (char& c : plain)
        if (c == ' ' || c == '-') c = '_';
    return plain;
}

Projection::Projection(const process::ImportMapping& mapping, const std::vector<std::string>& known,
                       const std::vector<std::string>& file)
    : nulls_(mapping.nulls), known_(known) {
    std::map<std::string, std::size_t> by_name;
    for (std::size_t i = 0; i < file.size(); ++i) by_name.emplace(plain_name(file[i]), i);
    std::vector<bool> used(file.size());
    for (const std::string& name : known) {
        const auto found = by_name.find(plain_name(name));
        places_.push_back(found == by_name.end() ? nowhere : found->second);
        if (found != by_name.end()) used[found->second] = true;
    }
    for (std::size_t i = 0; i < file.size(); ++i)
        if (!used[i]) unknown_.push_back(file[i]);
    const auto miss = [&](const process::Columns& columns) {
        if (!columns.empty() && !has(columns)) missing_.push_back(join(columns.names, " or "));
    };
    for (const process::Columns* columns :
         {&mapping.born, &mapping.channel, &mapping.priority, &mapping.state.columns,
          &mapping.reporter.columns, &mapping.logged_by.columns, &mapping.by.columns,
          &mapping.assignee.columns})
        miss(*columns);
    for (const process::FieldFrom& from : mapping.fields) miss(from.columns);
    std::sort(missing_.begin(), missing_.end());
    missing_.erase(std::unique(missing_.begin(), missing_.end()), missing_.end());
}

bool Projection::has(const process::Columns& columns) const {
    return std::any_of(columns.names.begin(), columns.names.end(), [&](const std::string& name) {
        const auto at = std::lower_bound(known_.begin(), known_.end(), name);
        return at != known_.end() && *at == name &&
               places_[static_cast<std::size_t>(at - known_.begin())] != nowhere;
    });
}

void Projection::project(const std::vector<std::string>& cells, std::vector<std::string>& onto) const {
    onto.resize(known_.size());
    for (std::size_t i = 0; i < known_.size(); ++i) {
        onto[i].clear();
        if (places_[i] == nowhere) continue;
        const std::string_view cell = trim(cells[places_[i]]);
        if (std::find(nulls_.begin(), nulls_.end(), cell) == nulls_.end()) onto[i] = cell;
    }
}

}  // namespace reeve::import
