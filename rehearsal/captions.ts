/** What is said in the rehearsal's stream, in the order in which the drawn councillors have the floor. */

/** One caption; times in seconds from the start of the loop. */
export interface Cue {
  from: number;
  to: number;
  text: string;
}

/** At most two lines of 37 characters and 20 characters a second, as UNE 153010 asks of captions in Spanish. */
export const CAPTIONS: readonly Cue[] = [
  { from: 0.2, to: 3.8, text: 'Buenas tardes a todas y a todos.\nSe abre la sesión.' },
  { from: 3.8, to: 7.8, text: 'Pasamos al primer punto del\norden del día: calles y tráfico.' },
  { from: 8.2, to: 11.8, text: 'Los vecinos piden semáforos\nmejor sincronizados' },
  { from: 11.8, to: 15, text: 'y aceras seguras para ir\nandando al colegio.' },
  { from: 15, to: 17.8, text: 'La obra empezaría en primavera,\npor tramos.' },
  { from: 18.2, to: 21.4, text: 'Nuestro grupo está de acuerdo,\ncon una condición:' },
  { from: 21.4, to: 24.6, text: 'que el corte de cada calle\nse avise' },
  { from: 24.6, to: 27.8, text: 'con quince días de antelación.' },
  { from: 28.2, to: 31.8, text: 'Gracias. Punto siguiente:\ninternet en los barrios.' },
  { from: 32.2, to: 35, text: 'Un tercio del término\nno tiene fibra.' },
  { from: 35, to: 37.8, text: 'Proponemos una red municipal.' },
  { from: 38.2, to: 41.4, text: '¿Y cuánto costaría?\nPedimos el estudio completo' },
  { from: 41.4, to: 44.6, text: 'antes de votar,\ny que se publique.' },
  { from: 44.6, to: 47.8, text: 'También preguntan por los parques\ny por la ribera del río.' },
  { from: 48.2, to: 51, text: 'El parque se abrirá también\nlos domingos,' },
  { from: 51, to: 53.8, text: 'según lo acordado el mes pasado.' },
  { from: 54.2, to: 57, text: 'Leo ahora las preguntas\nque llegan desde casa.' },
  { from: 57, to: 59.8, text: 'Muchas gracias por participar.' },
];
