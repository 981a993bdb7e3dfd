/** `Nobody in`, `1 person in`, `3 people in`. */
export function peopleIn(people: number): string {
  return people === 0 ? 'Nobody in' : people === 1 ? '1 person in' : `${people} people in`;
}
