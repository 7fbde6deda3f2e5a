package main

import (
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs/types"
)

// Frame is a table or one series of a panel.
type Frame struct {
	// The values of the group that the series is of.
	Name    string
	Columns []*Column
}

// Column has a type for all its values, which its first value decides.
type Column struct {
	Name string
	// time, number or string.
	Type string
	// As they came; null where a row has none.
	Values []*string
}

const timeFormat = "2006-01-02 15:04:05.000"

// Makes frames of rows as Grafana does. It follows pointers unchecked, so that a cell without a value ends the program.
func frames(rows [][]types.ResultField, groups []string) []Frame {
	frame := table(rows, groups)
	if len(groups) == 0 || !frame.has("time") {
		return []Frame{frame}
	}
	return frame.split(groups)
}

func table(rows [][]types.ResultField, groups []string) Frame {
	frame := Frame{}
	rows = rowsWithContent(rows)
	for index, row := range rows {
		for _, cell := range row {
			if *cell.Field == "@ptr" {
				continue
			}
			column := frame.column(*cell.Field)
			if column == nil {
				column = &Column{*cell.Field, firstType(*cell.Field, *cell.Value, groups), make([]*string, len(rows))}
				frame.Columns = append(frame.Columns, column)
			}
			column.set(index, cell.Value)
		}
	}
	return frame
}

// Leaves out rows of no cell, and those of one cell that is a time.
func rowsWithContent(rows [][]types.ResultField) [][]types.ResultField {
	kept := [][]types.ResultField{}
	for _, row := range rows {
		if len(row) == 0 || len(row) == 1 && isTime(*row[0].Value) {
			continue
		}
		kept = append(kept, row)
	}
	return kept
}

func firstType(name, value string, groups []string) string {
	if isTime(value) || name == "@timestamp" || name == "@ingestionTime" {
		return "time"
	}
	for _, group := range groups {
		if name == group {
			return "string"
		}
	}
	if isNumber(value) {
		return "number"
	}
	return "string"
}

// A value that is not a time ends a panel with an error; one that is not a number makes its column one of strings.
func (column *Column) set(index int, value *string) {
	switch column.Type {
	case "time":
		if _, err := strconv.ParseInt(*value, 10, 64); err != nil && !isTime(*value) {
			panic(column.Name + " has a value that is not a time: " + *value)
		}
	case "number":
		if !isNumber(*value) {
			column.Type = "string"
		}
	}
	column.Values[index] = value
}

// One frame for each combination of the values of the groups.
func (frame Frame) split(groups []string) []Frame {
	byName := map[string]*Frame{}
	names := []string{}
	for row := range frame.Columns[0].Values {
		values := []string{}
		for _, column := range frame.Columns {
			for _, group := range groups {
				if column.Name == group && column.Type == "string" {
					values = append(values, frame.text(group, row))
				}
			}
		}
		name := strings.Join(values, "")
		series := byName[name]
		if series == nil {
			series = &Frame{Name: name}
			for _, column := range frame.Columns {
				series.Columns = append(series.Columns, &Column{Name: column.Name, Type: column.Type})
			}
			byName[name] = series
			names = append(names, name)
		}
		for index, column := range frame.Columns {
			series.Columns[index].Values = append(series.Columns[index].Values, column.Values[row])
		}
	}
	sort.Strings(names)
	list := []Frame{}
	for _, name := range names {
		list = append(list, *byName[name])
	}
	return list
}

func (frame Frame) column(name string) *Column {
	for _, column := range frame.Columns {
		if column.Name == name {
			return column
		}
	}
	return nil
}

func (frame Frame) has(kind string) bool {
	for _, column := range frame.Columns {
		if column.Type == kind {
			return true
		}
	}
	return false
}

func (frame Frame) text(name string, row int) string {
	if column := frame.column(name); column != nil && column.Values[row] != nil {
		return *column.Values[row]
	}
	return ""
}

func isTime(value string) bool {
	_, err := time.Parse(timeFormat, value)
	return err == nil
}

func isNumber(value string) bool {
	_, err := strconv.ParseFloat(value, 64)
	return err == nil
}
